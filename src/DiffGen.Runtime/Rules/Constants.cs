using System;
using System.Numerics;

namespace DiffGen.CompilerServices;

/// <summary>Blocks of one number, for partials that are constant.</summary>
/// <typeparam name="T">The real type.</typeparam>
internal static class Constants<T>
    where T : IFloatingPointIeee754<T>
{
    private static readonly T[] ones = Filled(T.One);
    private static readonly T[] minusOnes = Filled(T.NegativeOne);

    /// <summary>As many ones.</summary>
    public static ReadOnlySpan<T> Ones(int count) => ones.AsSpan(0, count);

    /// <summary>As many minus ones.</summary>
    public static ReadOnlySpan<T> MinusOnes(int count) => minusOnes.AsSpan(0, count);

    private static T[] Filled(T number)
    {
        var block = new T[Block<T>.Length];
        block.AsSpan().Fill(number);
        return block;
    }
}
