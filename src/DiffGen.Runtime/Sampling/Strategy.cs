namespace DiffGen;

/// <summary>
/// How the gradient of the expectation goes through one sampling site. A constant, read by the compiler; the simulation is the same for all of them.
/// </summary>
/// <remarks>Unbiased unless it says otherwise. θ are the parameters of the distribution, f the cost downstream of the site.</remarks>
public enum Strategy
{
    /// <summary>The compiler chooses for each pair of site and cost, and says what it chose.</summary>
    Auto,

    /// <summary>The path of the draw at fixed noise, x = g(θ, noise): the mean of f′(x) ∂g/∂θ. The cost must be continuous in x.</summary>
    Reparameterise,

    /// <summary>
    /// The path of the draw at a fixed value of its distribution function: ∂x/∂θ = −(∂F/∂θ)/(∂F/∂x) (Figurnov, Mohamed and Mnih, "Implicit reparameterization gradients",
    /// NeurIPS 2018). For distributions that have no g: Gamma, Beta, Dirichlet, StudentT, VonMises and mixtures. The cost must be continuous in x.
    /// </summary>
    ImplicitReparameterise,

    /// <summary>
    /// The score function with a baseline: (f(x) − b) ∂ log p(x; θ)/∂θ (Williams, "Simple statistical gradient-following algorithms", Machine Learning 8, 1992).
    /// Which baseline is said by the baselines that the caller hands in.
    /// </summary>
    Score,

    /// <summary>The cost of every value of a finite support, weighted by the derivatives of the probabilities. Exact at this site.</summary>
    Enumerate,

    /// <summary>
    /// The difference of two measures: c (E f(x₊) − E f(x₋)) with the decomposition of each parameter (Pflug, "Optimization of stochastic models", 1996; Mohamed, Rosca, Figurnov
    /// and Mnih, JMLR 21, 2020).
    /// </summary>
    MeasureValued,

    /// <summary>
    /// An antithetic pair of Bernoulli draws with the noise integrated out (Dong, Mnih and Tucker, "DisARM", NeurIPS 2020). Best with a logit as the parameter.
    /// </summary>
    DisArm,

    /// <summary>
    /// An antithetic pair of Bernoulli draws by their logit, weighed by the uniform that decides them (Yin and Zhou, "ARM", ICLR 2019). <see cref="DisArm"/> is its mean over that uniform and has less variance.
    /// </summary>
    Arm,

    /// <summary>The score function with the first-order expansion of the cost around the mean as control variate (Gu, Levine, Sutskever and Mnih, "MuProp", ICLR 2016).</summary>
    MuProp,

    /// <summary>
    /// The score function of a coin with the cost at a relaxed draw as control variate, [f(x) − f(s̃)] ∂ log p/∂θ + ∂(f(s) − f(s̃))/∂θ, where s is the relaxed draw at the temperature ½ and s̃ one that is rounded to the
    /// same x (Tucker, Mnih, Maddison, Lawson and Sohl-Dickstein, "REBAR", NeurIPS 2017, with η = 1). The cost must be continuous between the values.
    /// </summary>
    Rebar,

    /// <summary>The derivative of the cost at the draw, as if the draw were its mean (Bengio, Léonard and Courville, 2013). <b>Biased</b>.</summary>
    StraightThrough,

    /// <summary>
    /// The path of a relaxed draw between the values (Maddison, Mnih and Teh, "The Concrete distribution"; Jang, Gu and Poole, "Gumbel-softmax", both ICLR 2017), at the temperature ½.
    /// <see cref="Sample.WithTemperature"/> gives the draw another one. <b>Biased</b>.
    /// </summary>
    GumbelSoftmax,

    /// <summary>The draw is a constant: nothing goes through this site. A gradient of the expectation only where the parameters depend on nothing.</summary>
    Stop,
}
