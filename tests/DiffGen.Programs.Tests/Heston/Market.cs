using DiffGen.Programs.Harness;

namespace DiffGen.Programs.Heston;

/// <summary>Where the simulation is tried, with a variance that often falls below zero.</summary>
internal static class Market
{
    public const int Steps = 12;

    public static double[] Parameters => [1.5, 0.04, 0.9, -0.6, 0.05, 101, 1.25, 100, 0.03];

    public static double[] Normals => Sampled.Normal(1, 2 * Steps * 60);

    public static HestonModel Model(double[] p) => new(p[0], p[1], p[2], p[3], p[4]);

    public static Option Option(PayoffKind kind, double[] p) => new(kind, p[5], p[6]);

    public static double[] Parts(HestonModel model, Option option, double spot, double rate) =>
        [model.Kappa, model.Theta, model.Sigma, model.Rho, model.InitialVariance, option.Strike, option.Maturity, spot, rate];
}
