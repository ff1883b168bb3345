using System;
using System.Buffers;
using System.IO;

namespace DiffGen;

/// <summary>Copies what an object remembers to bytes and back.</summary>
/// <remarks>The bytes are those of a little-endian machine and carry no checksum; files are the business of checkpoints.</remarks>
public static class StateSnapshot
{
    /// <summary>Copies a state.</summary>
    /// <param name="source">Whose state.</param>
    /// <returns>The state: for each number or buffer its name, type, length and bits.</returns>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    public static byte[] Take(IStateful source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArrayBufferWriter<byte> bytes = new();
        source.VisitState(new StateWriter(bytes));
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Gives an object the state that another one had.</summary>
    /// <param name="target">Who receives the state; put together like the one it was taken of.</param>
    /// <param name="state">What <see cref="Take"/> returned.</param>
    /// <exception cref="ArgumentNullException">The target is null.</exception>
    /// <exception cref="InvalidDataException">The state is not that of such an object; says what differs, and changes nothing.</exception>
    public static void Restore(IStateful target, ReadOnlyMemory<byte> state)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (bool restores in (ReadOnlySpan<bool>)[false, true])
        {
            StateReader reader = new(state, restores);
            target.VisitState(reader);
            reader.End();
        }
    }
}
