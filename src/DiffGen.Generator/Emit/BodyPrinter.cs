using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Emit;

/// <summary>How a call of a method in a given mode is written: the name before the parenthesis.</summary>
internal delegate string CallNames(string callee, CallMode mode);

/// <summary>How elements that are composites are written in the file at hand.</summary>
internal interface IElements
{
    /// <summary>A leaf of the element that a text stands for: its value, or a place to write to.</summary>
    string Leaf(string element, CompositeType type, int leaf, bool isWritten);

    /// <summary>The name of the method that adds the active leaves of one element to those of another.</summary>
    string Adder(CompositeType type);
}

/// <summary>Writes a body as statements, each source statement as a comment above what became of it.</summary>
internal sealed partial class BodyPrinter
{
    private static readonly string[] s_heads = ["if (", "for (", "foreach (", "while (", "do ", "switch ("];

    /// <summary>How many names are kept for marks of scratch.</summary>
    private const int DeepestScratch = 12;

    private readonly CodeWriter _writer;
    private readonly ExpressionTrees _trees;
    private readonly Variables _variables;
    private readonly ExpressionPrinter _expressions;
    private readonly ImmutableArray<OriginText> _origins;
    private readonly CallNames _callNames;
    private readonly IElements _elements;
    private readonly string _recording;
    private readonly string _mark;
    private readonly HashSet<int> _declared = [];

    /// <summary>For each origin, what is written above its operations, once that is known; nothing is an empty text.</summary>
    private readonly string?[] _statements;
    private bool _comments;
    private int _scratchDepth;
    private int _commented = -1;

    private BodyPrinter(CodeWriter writer, ExpressionTrees trees, Variables variables, ImmutableArray<OriginText> origins, CallNames callNames, IElements elements, string recording, string mark, bool comments)
    {
        _elements = elements;
        _recording = recording;
        _mark = mark;
        _writer = writer;
        _trees = trees;
        _variables = variables;
        _expressions = new ExpressionPrinter(writer, trees, variables, elements, recording);
        _statements = new string?[origins.Length];
        _origins = origins;
        _callNames = callNames;
        _comments = comments;
    }

    /// <param name="writer">Where the statements go.</param>
    /// <param name="parameters">The parameters in sight, with their names.</param>
    /// <param name="body">The body; it yields what is returned.</param>
    /// <param name="origins">The source statements.</param>
    /// <param name="callNames">Names of methods called.</param>
    /// <param name="elements">How leaves of elements are written.</param>
    /// <param name="recording">The name of the recording.</param>
    /// <param name="unchecks">Whether the body must say that its integers wrap round.</param>
    /// <param name="epilogue">The last statements, made of the texts of the yields (bare, or as arguments); null where they are returned as they are.</param>
    /// <param name="readOnly">The ids of parameters that may not be assigned.</param>
    /// <param name="releasesScratch">Whether the scratch that the body takes is given back at its end.</param>
    /// <param name="taken">Names in use besides those of the parameters.</param>
    /// <param name="comments">Whether source statements are printed from the start on; a <see cref="Remark"/> that announces the reverse sweep turns them on.</param>
    public static void Print(CodeWriter writer, IReadOnlyList<(Value Value, string Name)> parameters, Region body, ImmutableArray<OriginText> origins, CallNames callNames, IElements elements, string recording, bool comments, bool unchecks, System.Func<System.Func<int, bool, string>, IEnumerable<string>>? epilogue = null, IEnumerable<string>? taken = null, IReadOnlyCollection<int>? readOnly = null, bool releasesScratch = false)
    {
        string mark = "mark";
        while (parameters.Any(p => p.Name.StartsWith(mark, System.StringComparison.Ordinal)))
        {
            mark += "_";
        }

        body = SinesAndCosines.Joined(body);
        var trees = new ExpressionTrees(body);
        var variables = new Variables(parameters, body, trees, [recording, .. taken ?? [], .. Enumerable.Range(0, DeepestScratch).Select(depth => Mark(mark, depth))], readOnly);
        var printer = new BodyPrinter(writer, trees, variables, origins, callNames, elements, recording, mark, comments);
        foreach ((Value value, string _) in parameters)
        {
            printer._declared.Add(variables.GroupOf(value));
        }

        if (unchecks)
        {
            writer.Open("unchecked");
        }

        releasesScratch &= body.Ops.Any(TakesScratch);
        if (releasesScratch)
        {
            writer.Line("long " + Mark(mark, printer._scratchDepth++) + " = " + recording + ".Mark();");
        }

        printer.Statements(body);
        if (!body.EndsInThrow && !body.Throws)
        {
            if (releasesScratch)
            {
                writer.Line(recording + ".Release(" + Mark(mark, 0) + ");");
            }

            if (epilogue is null)
            {
                printer.Return(body);
            }
            else
            {
                foreach (string line in epilogue((i, bare) => printer._expressions.Text(body.Yields[i], bare)))
                {
                    writer.Line(line);
                }
            }
        }

        if (unchecks)
        {
            writer.Close();
        }
    }

    private void Return(Region body)
    {
        if (body.Yields.Length == 1)
        {
            _writer.Begin().Append("return ");
            _expressions.Bare(body.Yields[0]);
            _writer.End(";");
        }
        else if (body.Yields.Length > 1)
        {
            // A tuple holds no span: the numbers of an array of structs are handed on as an array.
            _writer.Begin().Append("return (");
            for (int i = 0; i < body.Yields.Length; i++)
            {
                _writer.Append(i == 0 ? "" : ", ");
                if (body.Yields[i].Type.IsSpan)
                {
                    _expressions.Primary(body.Yields[i]);
                    _writer.Append(".ToArray()");
                }
                else
                {
                    _expressions.Argument(body.Yields[i]);
                }
            }

            _writer.End(");");
        }
    }

    /// <summary>A region that computes one value, as one expression; null where it takes more.</summary>
    public static string? Expression(IReadOnlyList<(Value Value, string Name)> parameters, Region region, IElements elements, string recording)
    {
        var trees = new ExpressionTrees(region);
        if (!trees.IsExpression(region))
        {
            return null;
        }

        var variables = new Variables(parameters, region, trees, [recording]);
        return new ExpressionPrinter(new CodeWriter(), trees, variables, elements, recording).Text(region.Yields[0]);
    }

    private void Statements(Region region)
    {
        int scope = _variables.ScopeOf(region);
        foreach (Op op in region.Ops)
        {
            if (op.Results.Length == 1 && _trees.IsInlined(op.Results[0]))
            {
                continue;
            }

            Comment(op);
            Statement(op, scope);
            if (op is Throw)
            {
                return;
            }
        }
    }

    private void Comment(Op op)
    {
        if (!_comments || op is If or For or While or Remark || op.Origin < 0)
        {
            if (op is If or For or While)
            {
                _commented = -1;
            }

            return;
        }

        int origin = op.Origin;
        while (origin >= 0 && origin < _origins.Length && _origins[origin].Parent >= 0)
        {
            origin = _origins[origin].Parent;
        }

        if (origin != _commented && origin >= 0 && origin < _origins.Length && (_statements[origin] ??= IsHead(_origins[origin].Statement) ? "" : _origins[origin].Statement) is { Length: > 0 } text)
        {
            _commented = origin;
            _writer.Begin().Append("// ").End(text);
        }
    }

    /// <summary>The head of a branch or loop: the statement itself stands there already.</summary>
    private static bool IsHead(string statement)
    {
        int from = statement.StartsWith("in ", System.StringComparison.Ordinal) ? statement.IndexOf(": ", System.StringComparison.Ordinal) + 2 : 0;
        foreach (string head in s_heads)
        {
            if (string.CompareOrdinal(statement, from, head, 0, head.Length) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Statement(Op op, int scope)
    {
        switch (op)
        {
            case Remark remark:
                _writer.Line("// " + remark.Text);
                if (Remarks.BeginsReverse(remark.Text))
                {
                    _comments = true;
                }

                return;
            case Store store:
                Stored(store);
                return;
            case Fill fill:
                Filled(fill);
                return;
            case Copy copy:
                _writer.Begin();
                if (copy.Source.Type.Buffer == BufferKind.Array)
                {
                    _writer.Append("global::System.MemoryExtensions.AsSpan(");
                    _expressions.Bare(copy.Source);
                    _writer.Append(')');
                }
                else
                {
                    _expressions.Primary(copy.Source);
                }

                _writer.Append(".CopyTo(");
                _expressions.Argument(copy.Destination);
                _writer.End(");");
                return;
            case Opaque { Result: null } opaque:
                string template = opaque.Template.Contains("{adds}") ? opaque.Template.Replace("{adds}", _elements.Adder(opaque.Arguments[0].Type.Members!)) : opaque.Template;
                _writer.Begin();
                _expressions.Instantiate(template, opaque.Arguments, opaque.Precedence);
                _writer.End("");
                return;
            case Throw thrown:
                _writer.Begin();
                _expressions.Instantiate(thrown.Template, thrown.Arguments, Precedences.Conditional);
                _writer.End("");
                return;
            case Push push:
                _writer.Begin().Append(_recording);
                if (push.IsContent)
                {
                    _writer.Append(".PushSpan<").Append(push.Saved.Type.Element).Append(">(");
                }
                else
                {
                    _writer.Append(push.Saved.Type.IsUnmanaged ? ".Push(" : ".PushObject(");
                }

                _expressions.Argument(push.Saved);
                _writer.End(");");
                return;
            case Call call:
                CallStatement(call);
                return;
            case SineAndCosine pair:
                _writer.Begin();
                Targets(pair.Results);
                _expressions.Instantiate(pair.Template, pair.Operands, Precedences.Call);
                _writer.End(";");
                return;
            case If branch:
                IfStatement(branch, scope);
                return;
            case For loop:
                ForStatement(loop, scope);
                return;
            case While loop:
                WhileStatement(loop, scope);
                return;
            default:
                Assign(op);
                return;
        }
    }

    private void Stored(Store store)
    {
        _writer.Begin();
        _expressions.Element(store.Buffer, store.Index, store.Leaf, isWritten: true);
        Value? negated = store.Adds ? NegatedOperand(store.Stored) : null;
        _writer.Append(negated is not null ? " -= " : store.Adds ? " += " : " = ");
        _expressions.Bare(negated ?? store.Stored);
        _writer.End(";");
    }

    private void Filled(Fill fill)
    {
        BufferKind kind = fill.Buffer.Type.Buffer;
        if (kind is BufferKind.Jagged or BufferKind.Matrix)
        {
            _writer.Begin().Append(kind == BufferKind.Jagged ? "global::DiffGen.CompilerServices.JaggedArrays.Clear(" : "global::System.Array.Clear(");
            _expressions.Bare(fill.Buffer);
            _writer.End(");");
            return;
        }

        _writer.Begin();
        if (kind == BufferKind.Array)
        {
            _writer.Append("global::System.MemoryExtensions.AsSpan(");
            _expressions.Bare(fill.Buffer);
            _writer.Append(')');
        }
        else
        {
            _expressions.Primary(fill.Buffer);
        }

        if (fill.Filler is null)
        {
            _writer.End(".Clear();");
            return;
        }

        _writer.Append(".Fill(");
        _expressions.Argument(fill.Filler);
        _writer.End(");");
    }

    private Value? NegatedOperand(Value value) => _trees.IsInlined(value) && _trees.DefinitionOf(value) is Apply { Primitive: "Negate" } negate ? negate.Arguments[0] : null;

    /// <summary><c>type name</c> where the variable is new here, else its name; a variable of an outer scope is declared before.</summary>
    private void Target(Value value)
    {
        if (_declared.Add(_variables.GroupOf(value)))
        {
            _writer.Append(value.Type.Text).Append(' ');
        }

        _writer.Append(_variables.NameOf(value));
    }

    /// <summary><c>(first, second) = </c>; what nobody uses is <c>_</c>.</summary>
    private void Targets(ImmutableArray<Value> values)
    {
        _writer.Append('(');
        for (int i = 0; i < values.Length; i++)
        {
            _writer.Append(i == 0 ? "" : ", ");
            if (_trees.IsUsed(values[i]))
            {
                Target(values[i]);
            }
            else
            {
                _writer.Append('_');
            }
        }

        _writer.Append(") = ");
    }

    /// <summary><c>target = </c>, at the beginning of a line.</summary>
    private void BeginAssigning(Value target)
    {
        _writer.Begin();
        Target(target);
        _writer.Append(" = ");
    }

    /// <summary><c>target += operand;</c></summary>
    private void Change(Value target, string symbol, Value operand)
    {
        _writer.Begin().Append(_variables.NameOf(target)).Append(' ').Append(symbol).Append("= ");
        _expressions.Bare(operand);
        _writer.End(";");
    }

    private static string SymbolOf(Apply apply) => apply.Primitive switch { "Add" => "+", "Subtract" => "-", "Multiply" => "*", _ => "/" };

    /// <summary>Declares without a value the variables that are assigned in the regions of a statement and used behind it.</summary>
    private void DeclareOutside(ImmutableArray<Value> values)
    {
        foreach (Value value in values)
        {
            if (_trees.IsUsed(value) && !_trees.IsInlined(value) && _declared.Add(_variables.GroupOf(value)))
            {
                _writer.Begin().Append(value.Type.Text).Append(' ').Append(_variables.NameOf(value)).End(";");
            }
        }
    }

    private void Assign(Op op)
    {
        Value result = op.Results[0];
        if (!_trees.IsUsed(result))
        {
            if (op is Load or Pop or Opaque { Effect: Effect.Unknown })
            {
                _writer.Begin().Append("_ = ");
                _expressions.Definition(op);
                _writer.End(";");
            }

            return;
        }

        bool known = _declared.Contains(_variables.GroupOf(result));
        if (known && op is Apply { Primitive: "Add" or "Subtract" or "Multiply" or "Divide" } apply && _variables.SameVariable(result, apply.Arguments[0]))
        {
            Change(result, SymbolOf(apply), apply.Arguments[1]);
            return;
        }

        // x = y + x is x += y to the bit.
        if (known && op is Apply { Primitive: "Add" } sum && _variables.SameVariable(result, sum.Arguments[1]) && result.Id >= 0)
        {
            Change(result, "+", sum.Arguments[0]);
            return;
        }

        if (known && op is Opaque { Template: "{0} + {1}" or "{0} - {1}" } step && step.Arguments[0].Type.Text == "int" && result.Type.Text == "int" && _variables.SameVariable(result, step.Arguments[0]))
        {
            string symbol = step.Template == "{0} + {1}" ? "+" : "-", operand = _expressions.Text(step.Arguments[1]);
            _writer.Line(_variables.NameOf(result) + (operand == "1" ? symbol + symbol : " " + symbol + "= " + operand) + ";");
            return;
        }

        BeginAssigning(result);
        _expressions.Definition(op);
        _writer.End(";");
    }

    private void CallStatement(Call call)
    {
        _writer.Begin();
        if (call.Outputs.Length > 1)
        {
            Targets(call.Outputs);
        }
        else if (call.Outputs.Length == 1 && _trees.IsUsed(call.Outputs[0]))
        {
            Target(call.Outputs[0]);
            _writer.Append(" = ");
        }

        string name = _callNames(call.Callee, call.Mode);
        bool isDispatched = name.StartsWith("{0}.", System.StringComparison.Ordinal);
        if (isDispatched)
        {
            _expressions.Primary(call.Arguments[0]);
            _writer.Append(name, 3, name.Length - 3);
        }
        else
        {
            _writer.Append(name);
        }

        _writer.Append('(');
        _expressions.Arguments(call.Arguments, isDispatched ? 1 : 0);
        if (call.Mode != CallMode.Primal)
        {
            _writer.Append(call.Arguments.Length > (isDispatched ? 1 : 0) ? ", " : "").Append(_recording);
        }

        _writer.End(");");
    }
}
