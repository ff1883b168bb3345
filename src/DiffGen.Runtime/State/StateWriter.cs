using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace DiffGen;

/// <summary>Appends a state to a buffer: for each visit the length of the name, the name, the element type, the count, the elements.</summary>
internal sealed class StateWriter(IBufferWriter<byte> destination) : StateVisitor
{
    protected override void Visit<T>(string name, Span<T> values)
    {
        byte code = StateElement.CodeOf<T>();
        int nameLength = Encoding.UTF8.GetByteCount(name);
        Span<byte> head = destination.GetSpan(4 + nameLength + 1 + 4);
        BinaryPrimitives.WriteInt32LittleEndian(head, nameLength);
        Encoding.UTF8.GetBytes(name, head[4..]);
        head[4 + nameLength] = code;
        BinaryPrimitives.WriteInt32LittleEndian(head[(5 + nameLength)..], values.Length);
        destination.Advance(9 + nameLength);
        destination.Write(MemoryMarshal.AsBytes(values));
    }
}
