using System;
using DiffGen;

namespace Golden.Models;

public static partial class BondYield
{
    /// <summary>The yield at which the payments are worth the price, by bisection and then Newton's method.</summary>
    [Differentiable]
    public static double Yield([Sample(Values = "95 | 102 | 110")] double price, [Sample(Values = "5 | 4.5")] double coupon, [Sample(Values = "1 | 10")] int years)
    {
        double low = -0.5, high = 1;
        for (int i = 0; i < 20; i++)
        {
            double middle = (low + high) / 2;
            if (Worth(coupon, middle, years) > price)
                low = middle;
            else
                high = middle;
        }

        double y = (low + high) / 2;
        for (int i = 0; i < 8; i++)
        {
            double step = 1e-4;
            double slope = (Worth(coupon, y + step, years) - Worth(coupon, y - step, years)) / (2 * step);
            y -= (Worth(coupon, y, years) - price) / slope;
        }

        return y;
    }

    private static double Worth(double coupon, double yield, int years)
    {
        double worth = 0, factor = 1;
        for (int year = 1; year <= years; year++)
        {
            factor /= 1 + yield;
            worth += coupon * factor;
        }

        return worth + 100 * factor;
    }
}
