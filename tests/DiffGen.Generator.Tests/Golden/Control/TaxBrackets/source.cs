using DiffGen;

namespace Golden.Control;

public static partial class TaxBrackets
{
    /// <summary>Income tax with an allowance, three brackets and a credit.</summary>
    [Differentiable]
    public static double Due([Sample(Values = "5 | 20 | 60 | 150")] double income, [Sample(Values = "10")] double allowance, [Sample(Values = "0.4")] double credit)
    {
        double taxable = income - allowance;
        if (taxable <= 0)
            return 0;

        double tax = 0;
        if (taxable > 80)
        {
            tax += 0.42 * (taxable - 80);
            taxable = 80;
        }

        if (taxable > 30)
        {
            tax += 0.25 * (taxable - 30);
            taxable = 30;
        }

        tax += 0.1 * taxable;
        return tax > credit ? tax - credit : 0;
    }
}
