using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>
/// The evidence lower bound of a model with data in batches: E_q[ln p(x | z)] − KL(q ‖ p), with what belongs to examples scaled from the batch to all of them. With companions.
/// </summary>
/// <remarks>
/// Kingma and Welling, "Auto-encoding variational Bayes", ICLR 2014, equation 8; Hoffman, Blei, Wang and Paisley, "Stochastic variational inference", JMLR 14, 2013. The log-likelihood is that of one
/// draw of the guide, or the mean of several; the divergences are those of <see cref="KullbackLeibler"/>, or differences of log-probabilities at the draw.
/// </remarks>
public static class Elbo
{
    /// <summary>(examples/batch) (logLikelihood − localDivergence) − globalDivergence.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logLikelihood">The log-likelihood of the batch, summed over its examples.</param>
    /// <param name="localDivergence">The divergence of the latent variables that each example has of its own, summed over the batch; 0 where there are none.</param>
    /// <param name="globalDivergence">The divergence of the latent variables that all examples share; 0 where there are none.</param>
    /// <param name="examples">The number of all examples, N.</param>
    /// <param name="batch">The number of examples in the batch, B.</param>
    /// <returns>An unbiased estimate of the bound over all examples.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, or larger than the data.</exception>
    public static R Bound<R>(R logLikelihood, R localDivergence, R globalDivergence, int examples, int batch)
        where R : IFloatingPointIeee754<R>
    {
        double scale = Scale(examples, batch);
        return Real.From<R>((scale * (Real.ToDouble(logLikelihood) - Real.ToDouble(localDivergence))) - Real.ToDouble(globalDivergence));
    }

    /// <summary>The forward derivative of <see cref="Bound{R}(R, R, R, int, int)"/>.</summary>
    /// <inheritdoc cref="Bound{R}(R, R, R, int, int)"/>
    /// <param name="logLikelihood">The log-likelihood of the batch.</param>
    /// <param name="localDivergence">The divergence of the examples' own latent variables.</param>
    /// <param name="globalDivergence">The divergence of the shared latent variables.</param>
    /// <param name="examples">The number of all examples, N.</param>
    /// <param name="batch">The number of examples in the batch, B.</param>
    /// <param name="logLikelihoodTangent">The tangent of the log-likelihood.</param>
    /// <param name="localDivergenceTangent">The tangent of the local divergence.</param>
    /// <param name="globalDivergenceTangent">The tangent of the global divergence.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) BoundJvp<R>(R logLikelihood, R localDivergence, R globalDivergence, int examples, int batch, R logLikelihoodTangent, R localDivergenceTangent, R globalDivergenceTangent)
        where R : IFloatingPointIeee754<R> => (
            Bound(logLikelihood, localDivergence, globalDivergence, examples, batch),
            Bound(logLikelihoodTangent, localDivergenceTangent, globalDivergenceTangent, examples, batch));

    /// <summary>The reverse derivative of <see cref="Bound{R}(R, R, R, int, int)"/>.</summary>
    /// <inheritdoc cref="Bound{R}(R, R, R, int, int)"/>
    /// <param name="logLikelihood">The log-likelihood of the batch.</param>
    /// <param name="localDivergence">The divergence of the examples' own latent variables.</param>
    /// <param name="globalDivergence">The divergence of the shared latent variables.</param>
    /// <param name="examples">The number of all examples, N.</param>
    /// <param name="batch">The number of examples in the batch, B.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value and the gradients.</returns>
    public static (R Value, R LogLikelihoodGrad, R LocalDivergenceGrad, R GlobalDivergenceGrad) BoundVjp<R>(R logLikelihood, R localDivergence, R globalDivergence, int examples, int batch, R valueGrad)
        where R : IFloatingPointIeee754<R>
    {
        R scaled = Real.From<R>(Scale(examples, batch) * Real.ToDouble(valueGrad));
        return (Bound(logLikelihood, localDivergence, globalDivergence, examples, batch), scaled, -scaled, -valueGrad);
    }

    private static double Scale(int examples, int batch) => batch >= 1 && batch <= examples
        ? (double)examples / batch
        : throw new ArgumentOutOfRangeException(nameof(batch), batch, $"batch is {batch}, but must be from 1 to the number of examples, {examples}.");
}
