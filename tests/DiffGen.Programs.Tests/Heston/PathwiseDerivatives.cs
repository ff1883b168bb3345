using System;

namespace DiffGen.Programs.Heston;

/// <summary>
/// The pathwise derivatives by their own recursion, along each path and for each parameter p: with s = log S, a = max(v, 0), ȧ = v̇ [v &gt; 0],
/// ṡ += ṙ dt − ½ ȧ dt + (r − ½ a) ḋ + z₁ ∂√(a dt), v̇ += κ̇ (θ − a) dt + κ (θ̇ − ȧ) dt + κ (θ − a) ḋ + σ̇ √(a dt) w + σ (∂√(a dt) w + √(a dt) ẇ),
/// where ḋ is the derivative of dt, w = ρ z₁ + √(1 − ρ²) z₂ and ∂√(a dt) = (ȧ dt + a ḋ) / (2 √(a dt)).
/// </summary>
internal static class PathwiseDerivatives
{
    public const int Parameters = 9;

    /// <summary>
    /// Price, mean realised variance, and their gradients in the order κ, θ, σ, ρ, initial variance, strike, maturity, spot, rate.
    /// </summary>
    public static (double Price, double Variance, double[] PriceGradient, double[] VarianceGradient) At(PayoffKind kind, double[] p, double[] normals, int steps)
    {
        double kappa = p[0], theta = p[1], sigma = p[2], rho = p[3], strike = p[5], maturity = p[6], rate = p[8];
        int paths = normals.Length / (2 * steps);
        double dt = maturity / steps, complement = Math.Sqrt(1 - (rho * rho)), discount = Math.Exp(-rate * maturity);
        double price = 0, variance = 0;
        double[] priceGradient = new double[Parameters], varianceGradient = new double[Parameters];
        for (int path = 0; path < paths; path++)
        {
            double s = Math.Log(p[7]), v = p[4], mean = 0, realised = 0;
            double[] ds = new double[Parameters], dv = new double[Parameters], dmean = new double[Parameters], drealised = new double[Parameters];
            ds[7] = 1 / p[7];
            dv[4] = 1;
            for (int step = 0; step < steps; step++)
            {
                double z1 = normals[(2 * steps * path) + (2 * step)], z2 = normals[(2 * steps * path) + (2 * step) + 1];
                double w = (rho * z1) + (complement * z2), a = v > 0 ? v : 0, root = Math.Sqrt(a * dt);
                double move = ((rate - (0.5 * a)) * dt) + (root * z1);
                double[] kicks = new double[Parameters];
                for (int i = 0; i < Parameters; i++)
                {
                    double da = v > 0 ? dv[i] : 0, ddt = i == 6 ? 1.0 / steps : 0;
                    double droot = v > 0 ? ((da * dt) + (a * ddt)) / (2 * root) : 0;
                    double dw = i == 3 ? z1 - (rho / complement * z2) : 0;
                    double dmove = ((i == 8 ? dt : 0) - (0.5 * da * dt)) + ((rate - (0.5 * a)) * ddt) + (z1 * droot);
                    ds[i] += dmove;
                    drealised[i] += 2 * move * dmove / maturity;
                    kicks[i] = ((i == 0 ? theta - a : 0) * dt) + (kappa * ((i == 1 ? 1 : 0) - da) * dt) + (kappa * (theta - a) * ddt)
                        + ((i == 2 ? root * w : 0) + (sigma * ((droot * w) + (root * dw))));
                }

                s += move;
                v += (kappa * (theta - a) * dt) + (sigma * root * w);
                realised += move * move / maturity;
                mean += Math.Exp(s) / steps;
                for (int i = 0; i < Parameters; i++)
                {
                    dv[i] += kicks[i];
                    dmean[i] += Math.Exp(s) * ds[i] / steps;
                }
            }

            drealised[6] -= realised / maturity;
            double underlying = kind == PayoffKind.AsianCall ? mean : Math.Exp(s), sign = kind == PayoffKind.Put ? -1 : 1;
            bool pays = sign * (underlying - strike) > 0;
            price += pays ? discount * sign * (underlying - strike) / paths : 0;
            variance += realised / paths;
            for (int i = 0; i < Parameters; i++)
            {
                double dunderlying = kind == PayoffKind.AsianCall ? dmean[i] : underlying * ds[i];
                priceGradient[i] += pays ? discount * sign * (dunderlying - (i == 5 ? 1 : 0)) / paths : 0;
                varianceGradient[i] += drealised[i] / paths;
            }
        }

        priceGradient[6] -= rate * price;
        priceGradient[8] -= maturity * price;
        return (price, variance, priceGradient, varianceGradient);
    }
}
