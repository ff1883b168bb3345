using System;

namespace DiffGen;

/// <summary>
/// Marks a static method that is the derivative, written by hand, of a method that cannot itself be marked.
/// </summary>
/// <remarks>
/// A method of the same one real parameter gives the partial derivative: <c>static double GammaLnDerivative(double x)</c>.
/// A pair of methods whose names end in <c>Jvp</c> and <c>Vjp</c>, with the parameters of those companions, gives the whole rule.
/// </remarks>
/// <param name="type">The type that declares the method.</param>
/// <param name="method">The method's name.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DerivativeOfAttribute(Type type, string method) : Attribute
{
    /// <summary>The type that declares the method.</summary>
    public Type Type { get; } = type;

    /// <summary>The name of the method; the overload is the one whose parameters fit the rule.</summary>
    public string Method { get; } = method;
}
