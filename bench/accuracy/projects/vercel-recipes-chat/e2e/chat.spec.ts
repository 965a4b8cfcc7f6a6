import { expect, test } from '@playwright/test';

test('has an input', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByPlaceholder(/eggs/)).toBeVisible();
});
