CREATE OR REPLACE PROCEDURE demand.build_features(day DATE)
BEGIN
  CREATE OR REPLACE TABLE demand.features AS
  SELECT
    article,
    DATE_TRUNC(sold_on, WEEK) AS week,
    SUM(pieces) AS sold,
    LAG(SUM(pieces), 1) OVER (PARTITION BY article ORDER BY DATE_TRUNC(sold_on, WEEK)) AS sold_before
  FROM demand.sales
  WHERE sold_on < day
  GROUP BY article, week;
END;
