using DiffGen;

namespace Golden.Signatures;

/// <summary>A type parameter that has nothing to do with the numbers.</summary>
public static partial class GenericType<TTag>
{
    [Differentiable]
    public static double Scale(double x, TTag[] tags, double factor) => x * factor + tags.Length * x;
}
