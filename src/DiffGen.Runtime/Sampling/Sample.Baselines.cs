using System.Numerics;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>
    /// A draw with what is expected of its costs: <c>Sample.WithBaseline(Sample.Bernoulli(p, ref noise), Value(inputs))</c>. Where the gradient goes through the site by its score, the baseline is
    /// subtracted from the costs, (J − b) ∂ log p/∂θ, and a baseline of the caller's from what is left. It may depend on anything that does not depend on this draw, earlier draws included; that
    /// it does is an error (DG1017). It has no derivative: see <see cref="WithLearnedBaseline"/>.
    /// </summary>
    /// <typeparam name="T">What is drawn.</typeparam>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="draw">A draw: a call of one of the other methods of this class, written here.</param>
    /// <param name="baseline">b, in units of the result.</param>
    /// <returns>The draw.</returns>
    public static T WithBaseline<T, R>(T draw, R baseline)
        where R : IFloatingPointIeee754<R>
    {
        _ = baseline;
        return draw;
    }

    /// <summary>
    /// As <see cref="WithBaseline"/>, and the companions give the parameters of the baseline the gradient of ½ (b − J)², so that stepping down the gradient trains it (Mnih and Gregor,
    /// "Neural variational inference and learning in belief networks", ICML 2014). Parameters that the baseline shares with the rest of the method get both, which is no gradient of the
    /// expectation any more: keep them apart, and write <see cref="Diff.Stop(double)"/> around what is only an input of the baseline.
    /// </summary>
    /// <typeparam name="T">What is drawn.</typeparam>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="draw">A draw: a call of one of the other methods of this class, written here.</param>
    /// <param name="baseline">b, in units of the result.</param>
    /// <returns>The draw.</returns>
    public static T WithLearnedBaseline<T, R>(T draw, R baseline)
        where R : IFloatingPointIeee754<R>
    {
        _ = baseline;
        return draw;
    }
}
