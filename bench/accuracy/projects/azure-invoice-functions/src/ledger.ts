export interface Entry {
  supplier: string;
  total: number;
  doubtful: string[];
}

export function toLedger(result: any): Entry {
  const fields = result.analyzeResult.documents[0].fields;
  const doubtful = Object.keys(fields).filter((f) => fields[f].confidence < 0.8);
  return {
    supplier: fields.VendorName?.content ?? '',
    total: fields.InvoiceTotal?.valueCurrency?.amount ?? 0,
    doubtful,
  };
}
