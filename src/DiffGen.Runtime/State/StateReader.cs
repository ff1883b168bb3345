using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace DiffGen;

/// <summary>Compares the visits with what a <see cref="StateWriter"/> wrote and, unless it only compares, restores them.</summary>
internal sealed class StateReader(ReadOnlyMemory<byte> source, bool restores) : StateVisitor
{
    private int _position;

    /// <summary>Everything has been visited.</summary>
    public void End()
    {
        if (_position != source.Length)
        {
            throw new InvalidDataException($"The state holds more than is asked for: '{NextName()}' is the first that nothing here remembers.");
        }
    }

    protected override void Visit<T>(string name, Span<T> values)
    {
        byte code = StateElement.CodeOf<T>();
        if (_position == source.Length)
        {
            throw new InvalidDataException($"The state ends before '{name}'; it was taken of something that remembers less.");
        }

        string stored = NextName();
        if (stored != name)
        {
            throw new InvalidDataException($"The state holds '{stored}' where '{name}' is expected; it was taken of something put together in another way.");
        }

        byte storedCode = Take(1)[0];
        if (storedCode != code)
        {
            throw new InvalidDataException($"'{name}' is of {StateElement.NameOf(storedCode)} in the state, but of {StateElement.NameOf(code)} here.");
        }

        int count = BinaryPrimitives.ReadInt32LittleEndian(Take(4));
        if (count != values.Length)
        {
            throw new InvalidDataException($"'{name}' has {count} numbers in the state, but {values.Length} here.");
        }

        Span<byte> target = MemoryMarshal.AsBytes(values);
        ReadOnlySpan<byte> bytes = Take(target.Length);
        if (restores)
        {
            bytes.CopyTo(target);
        }
    }

    private string NextName() => Encoding.UTF8.GetString(Take(BinaryPrimitives.ReadInt32LittleEndian(Take(4))));

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > source.Length - _position)
        {
            throw new InvalidDataException($"The state is cut off at byte {_position}.");
        }

        ReadOnlySpan<byte> taken = source.Span.Slice(_position, length);
        _position += length;
        return taken;
    }
}
