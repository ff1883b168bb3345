using DiffGen.Distributions;

namespace DiffGen.Runtime.Tests.Distributions;

internal static class VectorTable
{
    private static readonly int[] s_counts = [3, 0, 1];
    private static readonly int[] s_ranking = [2, 0, 1];
    private static readonly double[] s_logits = [0.3, -1.2, 0.9];
    private static readonly double[] s_alpha = [0.7, 2.5, 1];
    private static readonly double[] s_simplex = [0.2, 0.7, 0.1];
    private static readonly double[] s_x = [0.5, -1.5, 2];
    private static readonly double[] s_mu = [0.1, 0.4, -0.6];
    private static readonly double[] s_sigma = [0.8, 1.5, 0.6];
    private static readonly double[] s_cholesky = [1.2, 0, 0, -0.5, 0.7, 0, 0.3, 0.9, 1.8];
    private static readonly double[] s_prior = [0.9, 0, 0, 0.2, 1.4, 0, -0.6, 0.1, 0.5];
    private static readonly double[] s_factor = [0.5, -1, 0.2, 0.8, -0.4, 1.5];

    public static VectorCase[] Cases { get; } =
    [
        new("Categorical.LogProbability", [s_logits], a => Categorical.LogProbability<double>(1, a[0]), (a, t) => Categorical.LogProbabilityJvp<double>(1, a[0], t[0]), (a, g, d) => Categorical.LogProbabilityVjp<double>(1, a[0], g, d[0])),
        new("Categorical.Probability", [s_logits], a => Categorical.Probability<double>(2, a[0]), (a, t) => Categorical.ProbabilityJvp<double>(2, a[0], t[0]), (a, g, d) => Categorical.ProbabilityVjp<double>(2, a[0], g, d[0])),
        new("Categorical.Entropy", [s_logits], a => Categorical.Entropy<double>(a[0]), (a, t) => Categorical.EntropyJvp<double>(a[0], t[0]), (a, g, d) => Categorical.EntropyVjp<double>(a[0], g, d[0])),
        new("OneHot.LogProbability", [s_simplex, s_logits], a => OneHot.LogProbability<double>(a[0], a[1]), (a, t) => OneHot.LogProbabilityJvp<double>(a[0], a[1], t[0], t[1]), (a, g, d) => OneHot.LogProbabilityVjp(a[0], a[1], g, d[0], d[1])),
        new("Multinomial.LogProbability", [s_logits], a => Multinomial.LogProbability<double>(s_counts, a[0]), (a, t) => Multinomial.LogProbabilityJvp<double>(s_counts, a[0], t[0]), (a, g, d) => Multinomial.LogProbabilityVjp<double>(s_counts, a[0], g, d[0])),
        new("OneHot.Entropy", [s_logits], a => OneHot.Entropy<double>(a[0]), (a, t) => OneHot.EntropyJvp<double>(a[0], t[0]), (a, g, d) => OneHot.EntropyVjp<double>(a[0], g, d[0])),
        new("Multinomial.Entropy", [s_logits], a => Multinomial.Entropy<double>(7, a[0]), (a, t) => Multinomial.EntropyJvp<double>(7, a[0], t[0]), (a, g, d) => Multinomial.EntropyVjp<double>(7, a[0], g, d[0])),
        new("DirichletMultinomial.LogProbability", [s_alpha], a => DirichletMultinomial.LogProbability<double>(s_counts, a[0]), (a, t) => DirichletMultinomial.LogProbabilityJvp<double>(s_counts, a[0], t[0]), (a, g, d) => DirichletMultinomial.LogProbabilityVjp<double>(s_counts, a[0], g, d[0])),
        new("PlackettLuce.LogProbability", [s_logits], a => PlackettLuce.LogProbability<double>(s_ranking, a[0]), (a, t) => PlackettLuce.LogProbabilityJvp<double>(s_ranking, a[0], t[0]), (a, g, d) => PlackettLuce.LogProbabilityVjp<double>(s_ranking, a[0], g, d[0])),
        new("RelaxedOneHot.LogProbability", [s_simplex, s_logits, [0.6]], a => RelaxedOneHot.LogProbability(a[0], a[1], a[2][0]), (a, t) => RelaxedOneHot.LogProbabilityJvp(a[0], a[1], a[2][0], t[0], t[1], t[2][0]), (a, g, d) =>
        {
            (double value, double byTemperature) = RelaxedOneHot.LogProbabilityVjp(a[0], a[1], a[2][0], g, d[0], d[1]);
            d[2][0] += byTemperature;
            return value;
        }),
        new("Dirichlet.LogProbability", [s_simplex, s_alpha], a => Dirichlet.LogProbability<double>(a[0], a[1]), (a, t) => Dirichlet.LogProbabilityJvp<double>(a[0], a[1], t[0], t[1]), (a, g, d) => Dirichlet.LogProbabilityVjp(a[0], a[1], g, d[0], d[1])),
        new("Dirichlet.Entropy", [s_alpha], a => Dirichlet.Entropy<double>(a[0]), (a, t) => Dirichlet.EntropyJvp<double>(a[0], t[0]), (a, g, d) => Dirichlet.EntropyVjp<double>(a[0], g, d[0])),
        new("MultivariateNormal.LogProbability", [s_x, s_mu, s_cholesky], a => MultivariateNormal.LogProbability<double>(a[0], a[1], a[2]), (a, t) => MultivariateNormal.LogProbabilityJvp<double>(a[0], a[1], a[2], t[0], t[1], t[2]), (a, g, d) => MultivariateNormal.LogProbabilityVjp(a[0], a[1], a[2], g, d[0], d[1], d[2])),
        new("MultivariateNormal.Entropy", [s_cholesky], a => MultivariateNormal.Entropy<double>(a[0]), (a, t) => MultivariateNormal.EntropyJvp<double>(a[0], t[0]), (a, g, d) => MultivariateNormal.EntropyVjp<double>(a[0], g, d[0])),
        new("LowRankNormal.LogProbability", [s_x, s_mu, s_factor, s_sigma], a => LowRankNormal.LogProbability<double>(a[0], a[1], a[2], a[3]), (a, t) => LowRankNormal.LogProbabilityJvp<double>(a[0], a[1], a[2], a[3], t[0], t[1], t[2], t[3]), (a, g, d) => LowRankNormal.LogProbabilityVjp(a[0], a[1], a[2], a[3], g, d[0], d[1], d[2], d[3])),
        new("LowRankNormal.Entropy", [s_factor, s_sigma], a => LowRankNormal.Entropy<double>(a[0], a[1]), (a, t) => LowRankNormal.EntropyJvp<double>(a[0], a[1], t[0], t[1]), (a, g, d) => LowRankNormal.EntropyVjp(a[0], a[1], g, d[0], d[1])),
        new("NormalMixture.LogProbability", [[0.4], s_logits, s_mu, s_sigma], a => NormalMixture.LogProbability<double>(a[0][0], a[1], a[2], a[3]), (a, t) => NormalMixture.LogProbabilityJvp<double>(a[0][0], a[1], a[2], a[3], t[0][0], t[1], t[2], t[3]), (a, g, d) =>
        {
            (double value, double byX) = NormalMixture.LogProbabilityVjp(a[0][0], a[1], a[2], a[3], g, d[1], d[2], d[3]);
            d[0][0] += byX;
            return value;
        }),
        new("NormalMixture.Cdf", [[0.4], s_logits, s_mu, s_sigma], a => NormalMixture.Cdf<double>(a[0][0], a[1], a[2], a[3]), (a, t) => NormalMixture.CdfJvp<double>(a[0][0], a[1], a[2], a[3], t[0][0], t[1], t[2], t[3]), (a, g, d) =>
        {
            (double value, double byX) = NormalMixture.CdfVjp(a[0][0], a[1], a[2], a[3], g, d[1], d[2], d[3]);
            d[0][0] += byX;
            return value;
        }),
        new("NormalMixture.Mean", [s_logits, s_mu], a => NormalMixture.Mean<double>(a[0], a[1]), (a, t) => NormalMixture.MeanJvp<double>(a[0], a[1], t[0], t[1]), (a, g, d) => NormalMixture.MeanVjp(a[0], a[1], g, d[0], d[1])),
        new("NormalMixture.Variance", [s_logits, s_mu, s_sigma], a => NormalMixture.Variance<double>(a[0], a[1], a[2]), (a, t) => NormalMixture.VarianceJvp<double>(a[0], a[1], a[2], t[0], t[1], t[2]), (a, g, d) => NormalMixture.VarianceVjp(a[0], a[1], a[2], g, d[0], d[1], d[2])),
        new("Normal.LogProbability", [s_x, s_mu, s_sigma], a => Normal.LogProbability<double>(a[0], a[1], a[2]), (a, t) => Normal.LogProbabilityJvp<double>(a[0], a[1], a[2], t[0], t[1], t[2]), (a, g, d) => Normal.LogProbabilityVjp(a[0], a[1], a[2], g, d[0], d[1], d[2])),
        new("BernoulliLogit.LogProbability", [s_simplex, s_logits], a => BernoulliLogit.LogProbability<double>(a[0], a[1]), (a, t) => BernoulliLogit.LogProbabilityJvp<double>(a[0], a[1], t[0], t[1]), (a, g, d) => BernoulliLogit.LogProbabilityVjp(a[0], a[1], g, d[0], d[1])),
        new("KullbackLeibler.Normal", [s_x, s_sigma, s_mu, s_alpha], a => KullbackLeibler.Normal<double>(a[0], a[1], a[2], a[3]), (a, t) => KullbackLeibler.NormalJvp<double>(a[0], a[1], a[2], a[3], t[0], t[1], t[2], t[3]), (a, g, d) => KullbackLeibler.NormalVjp(a[0], a[1], a[2], a[3], g, d[0], d[1], d[2], d[3])),
        new("KullbackLeibler.Categorical", [s_logits, s_x], a => KullbackLeibler.Categorical<double>(a[0], a[1]), (a, t) => KullbackLeibler.CategoricalJvp<double>(a[0], a[1], t[0], t[1]), (a, g, d) => KullbackLeibler.CategoricalVjp(a[0], a[1], g, d[0], d[1])),
        new("KullbackLeibler.Dirichlet", [s_alpha, s_sigma], a => KullbackLeibler.Dirichlet<double>(a[0], a[1]), (a, t) => KullbackLeibler.DirichletJvp<double>(a[0], a[1], t[0], t[1]), (a, g, d) => KullbackLeibler.DirichletVjp(a[0], a[1], g, d[0], d[1])),
        new("KullbackLeibler.MultivariateNormal", [s_x, s_cholesky, s_mu, s_prior], a => KullbackLeibler.MultivariateNormal<double>(a[0], a[1], a[2], a[3]), (a, t) => KullbackLeibler.MultivariateNormalJvp<double>(a[0], a[1], a[2], a[3], t[0], t[1], t[2], t[3]), (a, g, d) => KullbackLeibler.MultivariateNormalVjp(a[0], a[1], a[2], a[3], g, d[0], d[1], d[2], d[3])),
        new("Constrained.SimplexLogDeterminant", [s_x], a => Constrained.SimplexLogDeterminant<double>(a[0]), (a, t) => Constrained.SimplexLogDeterminantJvp<double>(a[0], t[0]), (a, g, d) => Constrained.SimplexLogDeterminantVjp<double>(a[0], g, d[0])),
    ];
}
