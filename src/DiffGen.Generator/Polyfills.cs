namespace System.Runtime.CompilerServices
{
    /// <summary>What <c>init</c> and records need that netstandard2.0 lacks.</summary>
    internal static class IsExternalInit;
}

namespace System
{
    /// <summary>What list patterns need that netstandard2.0 lacks: a position from the start or the end.</summary>
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public int GetOffset(int length) => fromEnd ? length - value : value;
    }
}
