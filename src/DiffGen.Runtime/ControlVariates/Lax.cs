using System.Numerics;

namespace DiffGen;

/// <summary>
/// The score function of a continuous draw with a differentiable function of it as control variate (Grathwohl, Choi, Wu, Roeder and Duvenaud, "Backpropagation through the void", ICLR 2018, equation 7: LAX).
/// </summary>
public static class Lax
{
    /// <summary>
    /// (f − c) ∂ log p/∂θ + c′ ∂x/∂θ: an unbiased estimate of ∂E f(x)/∂θ for any differentiable c, whatever f is. With c = 0 it is the score function, with c = f the derivative along the path.
    /// </summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="cost">f at the draw.</param>
    /// <param name="control">c at the draw.</param>
    /// <param name="slope">c′ at the draw.</param>
    /// <param name="score">∂ log p(x; θ)/∂θ: <c>LogProbabilityVjp</c> of the distribution.</param>
    /// <param name="path">∂x/∂θ at fixed noise: <c>PathwiseVjp</c> of the distribution.</param>
    /// <returns>The estimate.</returns>
    public static R Estimate<R>(R cost, R control, R slope, R score, R path)
        where R : IFloatingPointIeee754<R> => ((cost - control) * score) + (slope * path);
}
