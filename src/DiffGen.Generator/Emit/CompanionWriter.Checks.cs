using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The checks at public entries: lengths, and that no buffer that is written shares memory with another.</summary>
internal sealed partial class CompanionWriter
{
    private List<string> GradChecks((Value Value, string Name, IrParameter? Of)[] extra, bool shared)
    {
        var checks = new List<string>();
        var buffers = extra.Where(e => e.Of is not null).ToArray();
        foreach (var (_, name, of) in buffers)
        {
            Lengths(checks, name, of!);
        }

        OverlapOfPrimals(checks);
        for (int i = 0; i < buffers.Length; i++)
        {
            IEnumerable<(string, IrType)> others = _function.Parameters.Where(p => IsMemory(p.Value.Type) || p.Value.Type.Buffer == BufferKind.Matrix).Select(p => (p.Name, p.Value.Type));

            // One gradient span may serve two parameters that are only read, where gradients are added.
            IEnumerable<(string, IrType)> earlier = buffers.Take(i).Where(b => !shared || b.Of!.IsWritable || buffers[i].Of!.IsWritable).Select(b => (b.Name, b.Value.Type));
            Overlap(checks, buffers[i].Name, buffers[i].Value.Type, others.Concat(earlier).Concat(extra.Where(e => e.Of is null && e.Value.Type.IsBuffer).Select(e => (e.Name, e.Value.Type))));
        }

        return checks;
    }

    /// <summary>A buffer whose elements are plain numbers, real or not: it may share memory with another.</summary>
    private static bool IsMemory(IrType type) => type.Buffer != BufferKind.Matrix && type.IsBuffer && type.Element is "double" or "float" or "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "char" or "bool" or "nint" or "nuint";

    private static void Lengths(List<string> checks, string name, IrParameter primal)
    {
        string[] lengths = primal.Value.Type.Buffer == BufferKind.Matrix ? [".GetLength(0)", ".GetLength(1)"] : [".Length"];
        foreach (string length in lengths)
        {
            checks.Add("global::DiffGen.CompilerServices.Arguments.SameLength(" + name + length + ", " + primal.Name + length + ", nameof(" + name + "), nameof(" + primal.Name + "));");
        }
    }

    private void OverlapOfPrimals(List<string> checks)
    {
        IrParameter[] buffers = _function.Parameters.Where(p => IsMemory(p.Value.Type) || p.Value.Type.Buffer == BufferKind.Matrix).ToArray();
        for (int i = 0; i < buffers.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                if (buffers[i].IsWritable || buffers[k].IsWritable)
                {
                    Overlap(checks, buffers[i].Name, buffers[i].Value.Type, [(buffers[k].Name, buffers[k].Value.Type)]);
                }
            }
        }
    }

    private static void Overlap(List<string> checks, string name, IrType type, IEnumerable<(string Name, IrType Type)> others)
    {
        foreach ((string other, IrType otherType) in others)
        {
            if (type.Buffer == BufferKind.Matrix || otherType.Buffer == BufferKind.Matrix)
            {
                // Two matrices are one or apart; a span may lie in a matrix only by unsafe means.
                if (type.Text == otherType.Text)
                {
                    checks.Add("global::DiffGen.CompilerServices.Arguments.Distinct(" + name + ", " + other + ", nameof(" + name + "), nameof(" + other + "));");
                }

                continue;
            }

            checks.Add("global::DiffGen.CompilerServices.Arguments.Disjoint<" + type.Element + ", " + otherType.Element + ">(" + name + ", " + other + ", nameof(" + name + "), nameof(" + other + "));");
        }
    }
}
