using System;
using System.Buffers;
using System.IO;

namespace DiffGen;

/// <summary>Copies what an object remembers to bytes and back.</summary>
/// <remarks>The bytes are those of a little-endian machine and carry no checksum; files are the business of <see cref="DiffGen.Training.CheckpointStore"/>.</remarks>
public static class StateSnapshot
{
    /// <summary>Copies a state.</summary>
    /// <typeparam name="TState">The type of the object; may be a ref struct.</typeparam>
    /// <param name="source">Whose state.</param>
    /// <returns>The state: for each number or buffer its name, type, length and bits.</returns>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    public static byte[] Take<TState>(TState source)
        where TState : IStateful, allows ref struct
    {
        if (source is null)
        {
            throw new ArgumentNullException(nameof(source));
        }

        ArrayBufferWriter<byte> bytes = new();
        source.VisitState(new StateWriter(bytes));
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Gives an object the state that another one had.</summary>
    /// <typeparam name="TState">The type of the object; may be a ref struct.</typeparam>
    /// <param name="target">Who receives the state; put together like the one it was taken of.</param>
    /// <param name="state">What <see cref="Take"/> returned.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The target is a structure: what would be restored is a copy of it. Pass it by reference.</exception>
    /// <exception cref="InvalidDataException">The state is not that of such an object; says what differs, and changes nothing.</exception>
    public static void Restore<TState>(TState target, byte[] state)
        where TState : IStateful, allows ref struct
    {
        if (target is null)
        {
            throw new ArgumentNullException(nameof(target));
        }

        ArgumentNullException.ThrowIfNull(state);
        RequireReference<TState>(nameof(target));
        using MemoryStream source = new(state, writable: false);
        StateReader.Restore(ref target, source, 0, source.Length);
    }

    /// <summary>Gives a structure, such as the baselines of a method that draws, the state that another one had.</summary>
    /// <typeparam name="TState">The type of the structure.</typeparam>
    /// <param name="target">The structure itself; put together like the one that the state was taken of.</param>
    /// <param name="state">What <see cref="Take"/> returned.</param>
    /// <exception cref="ArgumentNullException">The state is null.</exception>
    /// <exception cref="InvalidDataException">The state is not that of such a structure; says what differs, and changes nothing.</exception>
    public static void Restore<TState>(ref TState target, byte[] state)
        where TState : struct, IStateful
    {
        ArgumentNullException.ThrowIfNull(state);
        using MemoryStream source = new(state, writable: false);
        StateReader.Restore(ref target, source, 0, source.Length);
    }

    /// <summary>A structure by value is a copy; a ref struct refers to what it restores.</summary>
    internal static void RequireReference<TState>(string name)
        where TState : allows ref struct
    {
        if (typeof(TState).IsValueType && !typeof(TState).IsByRefLike)
        {
            throw new ArgumentException($"{name} is a copy of a structure, {typeof(TState).Name}, which would be restored in the place of the structure itself; visit it by reference, Part(name, ref …), in an object that has it.", name);
        }
    }
}
