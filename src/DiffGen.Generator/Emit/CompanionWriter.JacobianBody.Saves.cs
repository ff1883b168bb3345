using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Vectorize;

namespace DiffGen.Generator.Emit;

/// <summary>What a run of a Jacobian must not leave to the next.</summary>
internal sealed partial class CompanionWriter
{
    private sealed partial class JacobianBody
    {
        /// <summary>What the method may write and read is kept as it is before the first run. A span of which it reads nothing is to every run the same.</summary>
        private IEnumerable<JacobianPart> Saved => _parts.Where(p => p is { IsWritten: true, Argument: { Passing: not Passing.Out } argument } && !(p is { IsMemory: true, IsActive: true } && argument.Type is { Buffer: BufferKind.Span, IsDeclaredArray: false } && _function.Rule is null && !_function.Jacobian!.ReadSpans.Contains(argument.Name)));

        private void Save()
        {
            foreach (JacobianPart part in Saved)
            {
                IrArgument argument = part.Argument!;
                string own = argument.Name, initial = Name(Plain(argument) + "Initial"), count = part.Numbers.ToString();
                IrType type = argument.Type;
                if (!argument.IsMemory)
                {
                    _writer.Line(type.Declared + " " + initial + " = " + own + ";");
                    _restores.Add(own + " = " + initial + ";");
                }
                else if (type.Buffer == BufferKind.Jagged)
                {
                    Keep(type.Element, count, Jacobians + "Read(" + own + ", " + initial + ");", Jacobians + "Write<" + type.Element + ">(" + initial + ", " + own + ");");
                }
                else if (type.Buffer == BufferKind.Matrix && type.Real == RealKind.None)
                {
                    _writer.Line(type.Text + " " + initial + " = (" + type.Text + ")" + own + ".Clone();");
                    _restores.Add("global::System.Array.Copy(" + initial + ", " + own + ", " + own + ".Length);");
                }
                else
                {
                    string element = ElementOf(type.IsModel ? type.Layout!.Leaves[0].Type : type);
                    string memory = type.IsModel ? own + "." + ParameterClass.Parameters
                        : type.Buffer == BufferKind.Matrix ? Jacobians + "Numbers(" + own + ")"
                        : IsArray(type) ? "global::System.MemoryExtensions.AsSpan(" + own + ")"
                        : own;
                    if (type.Real == RealKind.None && !type.IsModel && !IsNumber(element))
                    {
                        // Elements that may hold references lie in no recording.
                        _writer.Line(element + "[] " + initial + " = " + memory + ".ToArray();");
                        _restores.Add("global::System.MemoryExtensions.AsSpan(" + initial + ").CopyTo(" + memory + ");");
                    }
                    else
                    {
                        Keep(element, type.Layout is not null && !type.IsModel ? own + ".Length" : count, memory + ".CopyTo(" + initial + ");", initial + ".CopyTo(" + memory + ");");
                    }
                }

                void Keep(string element, string length, string save, string restore)
                {
                    _writer.Line("global::System.Span<" + element + "> " + initial + " = " + _recording + ".Block<" + element + ">(" + length + ");");
                    _writer.Line(save);
                    _restores.Add(restore);
                }
            }
        }

        private void Restore() => _restores.ForEach(r => _writer.Line(r));
    }
}
