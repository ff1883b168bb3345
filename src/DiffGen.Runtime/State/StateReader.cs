using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace DiffGen;

/// <summary>Compares the visits with what a <see cref="StateWriter"/> wrote and, unless it only compares, restores them.</summary>
internal sealed class StateReader : StateVisitor
{
    private readonly Stream _source;
    private readonly long _end;
    private readonly bool _restores;

    public StateReader(Stream source, long begin, long end, bool restores)
    {
        _source = source;
        _source.Position = begin;
        _end = end;
        _restores = restores;
    }

    /// <summary>Compares all of a state, and only if nothing differs restores it.</summary>
    public static void Restore<TState>(ref TState target, Stream source, long begin, long end)
        where TState : IStateful, allows ref struct
    {
        foreach (bool restores in (ReadOnlySpan<bool>)[false, true])
        {
            StateReader reader = new(source, begin, end, restores);
            target.VisitState(reader);
            reader.End();
        }
    }

    protected override void Visit<T>(string name, Span<T> values)
    {
        byte code = StateElement.CodeOf<T>();
        if (_source.Position == _end)
        {
            throw new InvalidDataException($"The state ends before '{name}'; it was taken of something that remembers less.");
        }

        string stored = NextName();
        if (stored != name)
        {
            throw new InvalidDataException($"The state holds '{stored}' where '{name}' is expected; it was taken of something put together in another way.");
        }

        Span<byte> head = stackalloc byte[5];
        Take(head);
        if (head[0] != code)
        {
            throw new InvalidDataException($"'{name}' is of {StateElement.NameOf(head[0])} in the state, but of {StateElement.NameOf(code)} here.");
        }

        int count = BinaryPrimitives.ReadInt32LittleEndian(head[1..]);
        if (count != values.Length)
        {
            throw new InvalidDataException($"'{name}' has {count} numbers in the state, but {values.Length} here.");
        }

        Span<byte> target = MemoryMarshal.AsBytes(values);
        if (_restores)
        {
            Take(target);
        }
        else
        {
            CheckLeft(target.Length);
            _source.Seek(target.Length, SeekOrigin.Current);
        }
    }

    /// <summary>Everything has been visited.</summary>
    private void End()
    {
        if (_source.Position != _end)
        {
            throw new InvalidDataException($"The state holds more than is asked for: '{NextName()}' is the first that nothing here remembers.");
        }
    }

    private string NextName()
    {
        Span<byte> length = stackalloc byte[4];
        Take(length);
        int count = BinaryPrimitives.ReadInt32LittleEndian(length);
        CheckLeft(count);
        byte[] name = new byte[count];
        Take(name);
        return Encoding.UTF8.GetString(name);
    }

    private void Take(Span<byte> bytes)
    {
        CheckLeft(bytes.Length);
        _source.ReadExactly(bytes);
    }

    private void CheckLeft(int length)
    {
        if (length < 0 || length > _end - _source.Position)
        {
            throw new InvalidDataException($"The state is cut off at byte {_source.Position}.");
        }
    }
}
