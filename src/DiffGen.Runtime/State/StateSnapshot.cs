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
    /// <exception cref="InvalidDataException">The state is not that of such an object; says what differs, and changes nothing.</exception>
    public static void Restore<TState>(TState target, byte[] state)
        where TState : IStateful, allows ref struct
    {
        if (target is null)
        {
            throw new ArgumentNullException(nameof(target));
        }

        ArgumentNullException.ThrowIfNull(state);
        using MemoryStream source = new(state, writable: false);
        StateReader.Restore(target, source, 0, source.Length);
    }
}
