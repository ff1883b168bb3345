using System.Runtime.CompilerServices;

namespace DiffGen.CompilerServices;

/// <summary>Scratch on the stack for as many elements as a rule treats at once.</summary>
/// <typeparam name="T">The real type.</typeparam>
[InlineArray(Length)]
internal struct Block<T>
{
    /// <summary>The number of elements: long enough to hide the cost of a call, short enough for the first-level cache.</summary>
    public const int Length = 64;

    private T element;
}
