namespace DiffGen;

/// <summary>
/// White noise whose numbers are independent of one another, or uniform on the sphere of radius √n: noise with which finite differences are unbiased for a smoothed
/// objective. Whoever implements it promises it.
/// </summary>
/// <remarks>
/// <para>
/// For independent numbers of a distribution P the mean of (f(θ + σv) − f(θ))/σ · vᵢ is the derivative ∂ᵢ of f smoothed by σ times independent numbers: of P in the other
/// coordinates, of P's zero-biased distribution in coordinate i (Goldstein and Reinert, "Stein's method and the zero bias transformation", Annals of Applied Probability 7, 1997:
/// E[v h(v)] = E[h′(v*)]). A Gaussian is its own; see <see cref="DirectionNoise"/> for others.
/// </para>
/// <para>
/// White noise that is dependent, such as <see cref="ChaoticNoise"/>, leaves an error of the order σ that is no smoothing: E[vᵢ vⱼ vₖ] need not vanish.
/// </para>
/// </remarks>
public interface ISmoothingNoise : IWhiteNoise;
