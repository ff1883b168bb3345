using System;
using System.Linq;

namespace DiffGen.Fuzz;

/// <summary>
/// One compiled program, called without reflection. Arguments are in the order of the parameters: boxed numbers and arrays; what is written to a
/// buffer is written to the array. A struct, a tuple, a <c>ref</c> and a span of structs are arrays of their active numbers, a jagged array one of all its
/// rows. Tangents and gradients likewise, null for parameters that have none; gradients that are returned are stored into their slots.
/// </summary>
public abstract class Subject
{
    /// <summary>The bytes that the last call of the method or of a companion allocated.</summary>
    public long Allocated { get; protected set; }

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

    /// <summary>All partial derivatives, row-major.</summary>
    public virtual object? Jacobian(object[] a, object jacobian) => null;

    /// <summary>An inactive member of a tangent or gradient.</summary>
    protected static void Inactive(double member)
    {
        if (member != 0)
        {
            throw new InvalidOperationException("An inactive member of a derivative is " + member.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private int[] _rows = [];

    /// <summary>The numbers of a result, row by row; <see cref="Shaped"/> gives others its shape.</summary>
    protected T[] Flat<T>(T[][] rows)
    {
        _rows = Array.ConvertAll(rows, r => r.Length);
        return rows.SelectMany(r => r).ToArray();
    }

    /// <summary>Numbers in the shape of the last result; none for a method that throws.</summary>
    protected T[][] Shaped<T>(T[] flat)
    {
        int at = 0;
        return flat.Length == 0 ? [] : Array.ConvertAll(_rows, length => flat[at..(at += length)]);
    }

    /// <summary>Rows of two, of one, and of what is left.</summary>
    protected static T[][] Rows<T>(T[] flat) => [flat[..2], flat[2..3], flat[3..]];

    protected static void Store<T>(T[][] rows, T[] flat)
    {
        int at = 0;
        foreach (T[] row in rows)
        {
            row.CopyTo(flat, at);
            at += row.Length;
        }
    }
}
