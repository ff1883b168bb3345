using System;

namespace DiffGen;

/// <summary>
/// Gives the extents of a view over the parameters of a class marked <see cref="DifferentiableAttribute"/>, outermost first.
/// </summary>
/// <param name="dimensions">For each dimension the name of a constructor parameter or of an <see cref="int"/> member; use <c>nameof</c>.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class ShapeAttribute(params string[] dimensions) : Attribute
{
    /// <summary>For each dimension, outermost first, the name of a constructor parameter or of an <see cref="int"/> member.</summary>
    public string[] Dimensions { get; } = dimensions;
}
