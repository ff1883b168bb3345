using System;

namespace DiffGen;

/// <summary>The element types that a state may have, as they are numbered in its bytes.</summary>
internal static class StateElement
{
    private static readonly string[] Names = ["", "byte", "int", "long", "ulong", "float", "double"];

    public static byte CodeOf<T>() =>
        typeof(T) == typeof(byte) ? (byte)1
        : typeof(T) == typeof(int) ? (byte)2
        : typeof(T) == typeof(long) ? (byte)3
        : typeof(T) == typeof(ulong) ? (byte)4
        : typeof(T) == typeof(float) ? (byte)5
        : typeof(T) == typeof(double) ? (byte)6
        : throw new NotSupportedException($"A state of {typeof(T)} cannot be kept; use double, float, byte, int, long or ulong.");

    public static string NameOf(byte code) => code < Names.Length ? Names[code] : $"type {code}";
}
