using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>
    /// A draw with <see cref="Strategy.GumbelSoftmax"/> at a temperature other than ½: <c>Sample.WithTemperature(Sample.Bernoulli(p, ref noise, Strategy.GumbelSoftmax), 0.1)</c>. The lower it is, the smaller the bias
    /// and the larger the variance. It may be a parameter, which is made smaller as training goes on; it has no derivative.
    /// </summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="draw">A draw with that strategy: a call of one of the other methods of this class, written here.</param>
    /// <param name="temperature">The temperature, above 0. It must not depend on the draw.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not a finite number above 0.</exception>
    public static bool WithTemperature<R>(bool draw, R temperature)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(temperature), nameof(temperature));
        return draw;
    }
}
