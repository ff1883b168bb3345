namespace DiffGen.Fuzz;

/// <summary>
/// One compiled program, called without reflection. Arguments are in the order of the parameters: boxed numbers and arrays; what is
/// written to a buffer is written to the array. Tangents and gradients likewise, null for parameters that have none; gradients of
/// scalars are stored into their slots.
/// </summary>
public abstract class Subject
{
    /// <summary>The method itself.</summary>
    public abstract object? Primal(object[] a);

    /// <summary>The method in double throughout, with its branches recorded by <see cref="Tape"/>.</summary>
    public abstract object? Twin(object[] a);

    public abstract object? Jvp(object[] a, object?[] t, out object? tangent);

    public abstract object? Vjp(object[] a, object? u, object?[] g);

    /// <summary>Null result where the method has no such companion.</summary>
    public virtual object? Gradient(object[] a, object?[] g) => null;

    /// <summary>Gradients into <paramref name="g"/>, products into <paramref name="h"/>; <paramref name="t"/> in-out.</summary>
    public virtual object? Hvp(object[] a, object?[] t, object?[] g, object?[] h, out object? tangent)
    {
        tangent = null;
        return null;
    }
}
