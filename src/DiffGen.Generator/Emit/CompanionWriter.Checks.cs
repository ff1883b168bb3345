using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The checks at public entries: lengths, and that no buffer that is written shares memory with another.</summary>
internal sealed partial class CompanionWriter
{
    private sealed record Buffer(string Name, string Text, IrType Type, bool IsWritten, bool IsPrimal, bool IsTangent);

    private List<string> Checks(Entry entry)
    {
        var checks = new List<string>();
        foreach (Extra extra in entry.Extras.Where(e => (e.Type.IsBuffer || e.Type.IsModel) && e.Argument is not null))
        {
            Lengths(checks, extra.Name, extra.Argument!);
        }

        Buffer[] primals = _function.Arguments.Where(a => !a.IsReceiver && MayShare(a.Type, a.Passing)).Select(a => Of(a.Name, a.Type, a.Passing, a.IsWritable, isPrimal: true, isTangent: false)).ToArray();
        checks.AddRange(primals.Where(p => p.Type.Buffer == BufferKind.Jagged).Select(p => p.Name).Concat(entry.Extras.Where(e => e.Type.Buffer == BufferKind.Jagged).Select(e => e.Name)).Select(name => "global::DiffGen.CompilerServices.JaggedArrays.Distinct(" + name + ", nameof(" + name + "));"));
        for (int i = 0; i < primals.Length; i++)
        {
            Overlap(checks, primals[i], primals.Take(i).Where(k => primals[i].IsWritten || k.IsWritten));
        }

        // A derivative that is written lies apart from every other memory.
        Buffer[] extras = entry.Extras.Where(e => MayShare(e.Type, e.Passing)).Select(e => Of(e.Name, e.Type, e.Passing, e.IsJacobian || e.Argument is not null && (!e.IsTangent || e.Argument.IsWritable), isPrimal: false, e.IsTangent)).ToArray();
        for (int i = 0; i < extras.Length; i++)
        {
            if (!extras[i].IsWritten)
            {
                continue;
            }

            IrArgument own = entry.Extras.First(e => e.Name == extras[i].Name).Argument!;
            Overlap(checks, extras[i], primals.Concat(extras.Where((k, at) => at != i && (at < i || !k.IsWritten)).Where(k =>
            {
                // One gradient span may serve two parameters that are only read, where gradients are added.
                IrArgument? other = entry.Extras.First(e => e.Name == k.Name).Argument;
                return !(entry.AddsGradients && !own.IsWritable && other is { IsWritable: false } && !k.IsTangent);
            })));
        }

        return checks;

        static Buffer Of(string name, IrType type, Passing passing, bool isWritten, bool isPrimal, bool isTangent) =>
            type.IsModel ? new(name, name + "." + ParameterClass.Parameters, type.Layout!.Leaves[0].Type, isWritten, isPrimal, isTangent) : new(name, passing == Passing.Ref ? "new global::System.Span<" + type.Declared + ">(ref " + name + ")" : name, type, isWritten, isPrimal, isTangent);
    }

    /// <summary>A buffer of numbers, or a number passed by reference.</summary>
    private static bool MayShare(IrType type, Passing passing) => passing switch
    {
        Passing.Ref => type.IsReal || type is { IsComposite: true, IsModel: false } || IsNumber(type.Text),
        Passing.Out => false,
        _ => type.IsModel || IsMemory(type) || type.Buffer is BufferKind.Matrix or BufferKind.Jagged,
    };

    /// <summary>A buffer whose elements are plain numbers, real or not, or structs of them: it may share memory with another.</summary>
    private static bool IsMemory(IrType type) => type.Buffer is not (BufferKind.Matrix or BufferKind.Jagged) && type.IsBuffer && (IsNumber(type.Element) || type.Real == RealKind.Generic || type.Members is not null);

    private static bool IsNumber(string type) => type is "double" or "float" or "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "char" or "bool" or "nint" or "nuint";

    private static void Lengths(List<string> checks, string name, IrArgument primal)
    {
        if (primal.Type.Buffer == BufferKind.Jagged)
        {
            checks.Add("global::DiffGen.CompilerServices.JaggedArrays.SameLengths(" + name + ", " + primal.Name + ", nameof(" + name + "), nameof(" + primal.Name + "));");
            return;
        }

        if (primal.Type.IsModel)
        {
            checks.Add("global::DiffGen.CompilerServices.Arguments.SameLength(" + name + "." + ParameterClass.ParameterCount + ", " + (primal.IsReceiver ? "this" : primal.Name) + "." + ParameterClass.ParameterCount + ", nameof(" + name + "), " + (primal.IsReceiver ? "\"this\"" : "nameof(" + primal.Name + ")") + ");");
            return;
        }

        string[] lengths = primal.Type.Buffer == BufferKind.Matrix ? [".GetLength(0)", ".GetLength(1)"] : [".Length"];
        foreach (string length in lengths)
        {
            checks.Add("global::DiffGen.CompilerServices.Arguments.SameLength(" + name + length + ", " + primal.Name + length + ", nameof(" + name + "), nameof(" + primal.Name + "));");
        }
    }

    private static void Overlap(List<string> checks, Buffer memory, IEnumerable<Buffer> others)
    {
        foreach (Buffer other in others)
        {
            string names = "nameof(" + memory.Name + "), nameof(" + other.Name + "));";
            if (memory.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged || other.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged)
            {
                // Two matrices are one or apart; a span may lie in a matrix only by unsafe means. Arrays of arrays may share rows, among themselves and with spans.
                if (memory.Type.Buffer == BufferKind.Jagged || other.Type.Buffer == BufferKind.Jagged)
                {
                    if (memory.Type.Buffer == other.Type.Buffer && memory.Type.Text == other.Type.Text)
                    {
                        checks.Add("global::DiffGen.CompilerServices.JaggedArrays.Disjoint(" + memory.Text + ", " + other.Text + ", " + names);
                    }
                    else if (memory.Type.Buffer != BufferKind.Matrix && other.Type.Buffer is not (BufferKind.Matrix or BufferKind.Jagged))
                    {
                        checks.Add("global::DiffGen.CompilerServices.JaggedArrays.Disjoint<" + memory.Type.Element + ", " + ElementOf(other.Type) + ">(" + memory.Text + ", " + other.Text + ", " + names);
                    }
                    else if (other.Type.Buffer == BufferKind.Jagged && memory.Type.Buffer is not (BufferKind.Matrix or BufferKind.Jagged))
                    {
                        checks.Add("global::DiffGen.CompilerServices.JaggedArrays.Disjoint<" + other.Type.Element + ", " + ElementOf(memory.Type) + ">(" + other.Text + ", " + memory.Text + ", " + names);
                    }
                }
                else if (memory.Type.Text == other.Type.Text)
                {
                    checks.Add("global::DiffGen.CompilerServices.Arguments.Distinct(" + memory.Name + ", " + other.Name + ", " + names);
                }

                continue;
            }

            checks.Add("global::DiffGen.CompilerServices.Arguments.Disjoint<" + ElementOf(memory.Type) + ", " + ElementOf(other.Type) + ">(" + memory.Text + ", " + other.Text + ", " + names);
        }
    }

    private static string ElementOf(IrType type) => type.Layout is not null ? type.Layout.Text : type.IsBuffer ? type.Element : type.Text;
}
