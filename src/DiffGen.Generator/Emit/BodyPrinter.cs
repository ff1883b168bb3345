using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
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
internal sealed class BodyPrinter
{
    private static readonly string[] s_heads = ["if (", "for (", "foreach (", "while (", "do ", "switch ("];

    /// <summary>How many names are kept for marks of scratch.</summary>
    private const int DeepestScratch = 12;

    private readonly CodeWriter _writer;
    private readonly ExpressionTrees _trees;
    private readonly Variables _variables;
    private readonly ImmutableArray<OriginText> _origins;
    private readonly CallNames _callNames;
    private readonly IElements _elements;
    private readonly string _recording;
    private readonly string _mark;
    private readonly HashSet<int> _declared = [];

    /// <summary>What the texts of expressions are put together in: one for each depth.</summary>
    private readonly Stack<StringBuilder> _spare = new();
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
        if (!body.EndsInThrow)
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
                foreach (string line in epilogue((i, bare) => bare ? printer.Bare(body.Yields[i]) : printer.Argument(body.Yields[i])))
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
            _writer.Line("return " + Bare(body.Yields[0]) + ";");
        }
        else if (body.Yields.Length > 1)
        {
            // A tuple holds no span: the numbers of an array of structs are handed on as an array.
            _writer.Line("return (" + string.Join(", ", body.Yields.Select(y => y.Type.IsSpan ? Primary(y) + ".ToArray()" : Argument(y))) + ");");
        }
    }

    /// <summary>A region that computes one value, as one expression; null where it takes more.</summary>
    public static string? Expression(IReadOnlyList<(Value Value, string Name)> parameters, Region region, CallNames callNames, IElements elements, string recording)
    {
        var trees = new ExpressionTrees(region);
        if (!trees.IsExpression(region))
        {
            return null;
        }

        var variables = new Variables(parameters, region, trees, [recording]);
        return new BodyPrinter(new CodeWriter(), trees, variables, ImmutableArray<OriginText>.Empty, callNames, elements, recording, "", comments: false).Bare(region.Yields[0]);
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

        if (origin != _commented && origin < _origins.Length && _origins[origin].Statement is { Length: > 0 } text && !IsHead(text))
        {
            _commented = origin;
            _writer.Line("// " + text);
        }
    }

    /// <summary>The head of a branch or loop: the statement itself stands there already.</summary>
    private static bool IsHead(string statement)
    {
        string text = statement.StartsWith("in ", System.StringComparison.Ordinal) ? statement.Substring(statement.IndexOf(": ", System.StringComparison.Ordinal) + 2) : statement;
        return s_heads.Any(h => text.StartsWith(h, System.StringComparison.Ordinal));
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
                string element = Primary(store.Buffer) + "[" + Index(store.Buffer, store.Index) + "]";
                if (store.Leaf >= 0)
                {
                    element = _elements.Leaf(element, store.Buffer.Type.Members!, store.Leaf, isWritten: true);
                }

                if (store.Adds && NegatedOperand(store.Stored) is { } negated)
                {
                    _writer.Line(element + " -= " + Bare(negated) + ";");
                }
                else
                {
                    _writer.Line(element + (store.Adds ? " += " : " = ") + Bare(store.Stored) + ";");
                }

                return;
            case Fill fill:
                _writer.Line(fill.Buffer.Type.Buffer == BufferKind.Jagged ? "global::DiffGen.CompilerServices.JaggedArrays.Clear(" + Bare(fill.Buffer) + ");" : fill.Buffer.Type.Buffer == BufferKind.Matrix ? "global::System.Array.Clear(" + Bare(fill.Buffer) + ");" : (fill.Buffer.Type.Buffer == BufferKind.Array ? "global::System.MemoryExtensions.AsSpan(" + Bare(fill.Buffer) + ")" : Primary(fill.Buffer)) + (fill.Filler is null ? ".Clear();" : ".Fill(" + Argument(fill.Filler) + ");"));
                return;
            case Copy copy:
                _writer.Line((copy.Source.Type.Buffer == BufferKind.Array ? "global::System.MemoryExtensions.AsSpan(" + Bare(copy.Source) + ")" : Primary(copy.Source)) + ".CopyTo(" + Argument(copy.Destination) + ");");
                return;
            case Opaque { Result: null } opaque:
                string template = opaque.Template.Contains("{adds}") ? opaque.Template.Replace("{adds}", _elements.Adder(opaque.Arguments[0].Type.Members!)) : opaque.Template;
                _writer.Line(Instantiate(template, opaque.Arguments, opaque.Precedence));
                return;
            case Throw thrown:
                _writer.Line(Instantiate(thrown.Template, thrown.Arguments, Precedences.Conditional));
                return;
            case Push push:
                _writer.Line(_recording + (push.IsContent ? ".PushSpan<" + push.Saved.Type.Element + ">(" : push.Saved.Type.IsUnmanaged ? ".Push(" : ".PushObject(") + Argument(push.Saved) + ");");
                return;
            case Call call:
                CallStatement(call, scope);
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
                Assign(op, scope);
                return;
        }
    }

    private Value? NegatedOperand(Value value) => _trees.IsInlined(value) && _trees.DefinitionOf(value) is Apply { Primitive: "Negate" } negate ? negate.Arguments[0] : null;

    /// <summary><c>type name</c> where the variable is new here, else its name; a variable of an outer scope is declared before.</summary>
    private string Target(Value value, int scope)
    {
        int group = _variables.GroupOf(value);
        string name = _variables.NameOf(value);
        if (_declared.Contains(group))
        {
            return name;
        }

        _declared.Add(group);
        return value.Type.Text + " " + name;
    }

    /// <summary>Declares without a value the variables that are assigned in the regions of a statement and used behind it.</summary>
    private void DeclareOutside(IEnumerable<Value> values, int scope)
    {
        foreach (Value value in values.Where(v => !_trees.IsInlined(v)))
        {
            if (_declared.Add(_variables.GroupOf(value)))
            {
                _writer.Line(value.Type.Text + " " + _variables.NameOf(value) + ";");
            }
        }
    }

    private void Assign(Op op, int scope)
    {
        Value result = op.Results[0];
        if (!_trees.IsUsed(result) && op is not (Load or Pop or Opaque { Effect: Effect.Unknown }))
        {
            return;
        }

        if (!_trees.IsUsed(result))
        {
            _writer.Line("_ = " + Definition(op).Text + ";");
            return;
        }

        bool known = _declared.Contains(_variables.GroupOf(result));
        if (known && op is Apply { Primitive: "Add" or "Subtract" or "Multiply" or "Divide" } apply && _variables.SameVariable(result, apply.Arguments[0]))
        {
            string symbol = apply.Primitive switch { "Add" => "+", "Subtract" => "-", "Multiply" => "*", _ => "/" };
            _writer.Line(_variables.NameOf(result) + " " + symbol + "= " + Bare(apply.Arguments[1]) + ";");
            return;
        }

        if (known && op is Apply { Primitive: "Add" } sum && _variables.SameVariable(result, sum.Arguments[1]) && result.Id >= 0 && IsCommutable(sum))
        {
            _writer.Line(_variables.NameOf(result) + " += " + Bare(sum.Arguments[0]) + ";");
            return;
        }

        if (known && op is Opaque { Template: "{0} + {1}" or "{0} - {1}" } step && step.Arguments[0].Type.Text == "int" && result.Type.Text == "int" && _variables.SameVariable(result, step.Arguments[0]))
        {
            string operand = Bare(step.Arguments[1]);
            string symbol = step.Template[4].ToString();
            _writer.Line(_variables.NameOf(result) + (operand == "1" ? symbol + symbol : " " + symbol + "= " + operand) + ";");
            return;
        }

        _writer.Line(Target(result, scope) + " = " + Definition(op).Text + ";");
    }

    /// <summary>x = y + x is x += y to the bit.</summary>
    private static bool IsCommutable(Apply sum) => sum.Primitive == "Add";

    private void CallStatement(Call call, int scope)
    {
        string name = _callNames(call.Callee, call.Mode);
        bool isDispatched = name.StartsWith("{0}.", System.StringComparison.Ordinal);
        IEnumerable<string> arguments = call.Arguments.Skip(isDispatched ? 1 : 0).Select(Argument);
        string text = (isDispatched ? Primary(call.Arguments[0]) + name.Substring(3) : name) + "(" + string.Join(", ", call.Mode == CallMode.Primal ? arguments : arguments.Append(_recording)) + ")";
        if (call.Outputs.Length == 0)
        {
            _writer.Line(text + ";");
        }
        else if (call.Outputs.Length == 1)
        {
            _writer.Line(_trees.IsUsed(call.Outputs[0]) ? Target(call.Outputs[0], scope) + " = " + text + ";" : text + ";");
        }
        else
        {
            _writer.Line("(" + string.Join(", ", call.Outputs.Select(o => _trees.IsUsed(o) ? Target(o, scope) : "_")) + ") = " + text + ";");
        }
    }

    private void IfStatement(If branch, int scope)
    {
        if (branch.Outputs.Length == 1 && _trees.IsExpression(branch) && branch.Outputs[0].Type.IsUnmanaged)
        {
            Value output = branch.Outputs[0];
            if (_trees.IsUsed(output))
            {
                _writer.Line(Target(output, scope) + " = " + Definition(branch).Text + ";");
            }

            return;
        }

        DeclareOutside(branch.Outputs.Where(_trees.IsUsed), scope);
        DeclareAssignedInside(branch, scope);
        bool thenEmpty = IsEmpty(branch, branch.Then), elseEmpty = IsEmpty(branch, branch.Else);
        if (thenEmpty && elseEmpty)
        {
            return;
        }

        _writer.Line("if (" + (thenEmpty ? Negated(branch.Condition) : Bare(branch.Condition)) + ")");
        Arm(branch, thenEmpty ? branch.Else : branch.Then);
        if (thenEmpty || elseEmpty)
        {
            return;
        }

        _writer.Line("else");
        Arm(branch, branch.Else);
    }

    private void Arm(If branch, Region arm)
    {
        _writer.Open();
        Statements(arm);
        if (!arm.EndsInThrow)
        {
            Hand(arm.Yields.Select((y, i) => (branch.Outputs[i], y)).Where(p => _trees.IsUsed(p.Item1)));
        }

        _writer.Close();
    }

    private bool IsEmpty(If branch, Region arm) =>
        arm.Ops.All(o => o.Results.Length == 1 && _trees.IsInlined(o.Results[0]))
        && arm.Yields.Select((y, i) => (Output: branch.Outputs[i], Yield: y)).All(p => !_trees.IsUsed(p.Output) || _variables.SameVariable(p.Output, p.Yield));

    private string Negated(Value condition)
    {
        if (_trees.IsInlined(condition) && _trees.DefinitionOf(condition) is Opaque opaque)
        {
            string? flipped = opaque.Template switch
            {
                "{0} == {1}" => "{0} != {1}",
                "{0} != {1}" => "{0} == {1}",
                "!{0}" => "{0}",
                _ => null,
            };
            if (flipped is not null)
            {
                return Instantiate(flipped, opaque.Arguments, opaque.Precedence);
            }
        }

        return "!" + Parenthesized(condition, Precedences.Unary);
    }

    /// <summary>Several assignments at once, as a region's end makes them: no target is written before all that read it.</summary>
    private void Hand(IEnumerable<(Value Target, Value Source)> pairs)
    {
        var open = pairs.Where(p => !_variables.SameVariable(p.Target, p.Source)).ToList();
        while (open.Count > 0)
        {
            int free = open.FindIndex(p => !open.Any(o => !ReferenceEquals(o.Target, p.Target) && Reads(o.Source, p.Target)));
            if (free >= 0)
            {
                (Value target, Value source) = open[free];
                open.RemoveAt(free);
                if (_trees.IsInlined(source) && _trees.DefinitionOf(source) is Apply { Primitive: "Add" or "Subtract" or "Multiply" or "Divide" } apply && _variables.SameVariable(target, apply.Arguments[0]))
                {
                    string symbol = apply.Primitive switch { "Add" => "+", "Subtract" => "-", "Multiply" => "*", _ => "/" };
                    _writer.Line(_variables.NameOf(target) + " " + symbol + "= " + Bare(apply.Arguments[1]) + ";");
                }
                else
                {
                    _writer.Line(_variables.NameOf(target) + " = " + Bare(source) + ";");
                }

                continue;
            }

            // A cycle: (a, b) = (b, a)
            _writer.Line("(" + string.Join(", ", open.Select(p => _variables.NameOf(p.Target))) + ") = (" + string.Join(", ", open.Select(p => Argument(p.Source))) + ");");
            return;
        }

        bool Reads(Value source, Value target) => _trees.Leaves(source).Any(leaf => _variables.SameVariable(leaf, target));
    }

    /// <summary>Variables whose declaration belongs here, since statements behind use them, but whose first assignment stands deeper.</summary>
    private void DeclareAssignedInside(Op op, int scope)
    {
        foreach (Region region in op.Regions)
        {
            foreach (Op inner in region.Walked)
            {
                bool isLoop = inner is For or While;
                foreach (Value value in inner.Results)
                {
                    Declare(value, isLoop);
                }

                foreach (Value value in inner.RegionArguments)
                {
                    Declare(value, isLoop);
                }
            }
        }

        void Declare(Value value, bool isOfLoop)
        {
            if (!_trees.IsInlined(value) && (isOfLoop || _trees.IsUsed(value)) && _variables.ScopeOf(value) == scope && _declared.Add(_variables.GroupOf(value)))
            {
                _writer.Line(value.Type.Text + " " + _variables.NameOf(value) + " = " + DefaultOf(value.Type) + ";");
            }
        }
    }

    private static string DefaultOf(IrType type) => type.Real == RealKind.Generic && type.IsReal ? type.Text + ".Zero" : type.IsReal ? "0" : "default" + (type.IsUnmanaged || type.IsSpan ? "" : "!");

    private void ForStatement(For loop, int scope)
    {
        Enter(loop.Carried, loop.Initial, scope);
        DeclareAssignedInside(loop, scope);
        string index = _variables.NameOf(loop.Index);
        _declared.Add(_variables.GroupOf(loop.Index));
        string step = Bare(loop.Step);
        string next = step == "1" ? index + "++" : step == "-1" ? index + "--" : step.StartsWith("-", System.StringComparison.Ordinal) && step.Substring(1).All(char.IsLetterOrDigit) ? index + " -= " + step.Substring(1) : index + " += " + step;
        string exit = loop.Exit >= 0 ? " && !" + _variables.NameOf(loop.Carried[loop.Exit]) : "";
        _writer.Line("for (" + loop.Index.Type.Text + " " + index + " = " + Bare(loop.Start) + "; " + index + " " + loop.Comparison + " " + Parenthesized(loop.Bound, Precedences.Relational + 1) + exit + "; " + next + ")");
        _writer.Open();
        LoopBody(loop.Body, loop.Carried);
        _writer.Close();
        _declared.Remove(_variables.GroupOf(loop.Index));
        _commented = -1;
    }

    private void WhileStatement(While loop, int scope)
    {
        Enter(loop.Carried, loop.Initial, scope);
        DeclareAssignedInside(loop, scope);
        if (_trees.IsExpression(loop.Condition) || (loop.Condition.Ops.IsEmpty && loop.Condition.Yields.Length == 1))
        {
            _writer.Open("while (" + Bare(loop.Condition.Yields[0]) + ")");
            LoopBody(loop.Body, loop.Carried);
        }
        else
        {
            _writer.Open("while (true)");
            Statements(loop.Condition);
            _writer.Open("if (" + Negated(loop.Condition.Yields[0]) + ")");
            _writer.Line("break;");
            _writer.Close();
            LoopBody(loop.Body, loop.Carried);
        }

        _writer.Close();
        _commented = -1;
    }

    private void Enter(ImmutableArray<Value> carried, ImmutableArray<Value> initial, int scope)
    {
        var open = new List<(Value, Value)>();
        for (int i = 0; i < carried.Length; i++)
        {
            if (_declared.Contains(_variables.GroupOf(carried[i])))
            {
                open.Add((carried[i], initial[i]));
            }
        }

        // New variables first: they may read what is assigned to the others.
        for (int i = 0; i < carried.Length; i++)
        {
            if (!_declared.Contains(_variables.GroupOf(carried[i])))
            {
                _writer.Line(Target(carried[i], scope) + " = " + Bare(initial[i]) + ";");
            }
        }

        Hand(open);
    }

    private void LoopBody(Region body, ImmutableArray<Value> carried)
    {
        // Scratch that an iteration takes is given back at its end.
        bool scratch = body.Ops.Any(TakesScratch);
        if (scratch)
        {
            _writer.Line("long " + Mark(_mark, _scratchDepth++) + " = " + _recording + ".Mark();");
        }

        _commented = -1;
        bool comments = _comments;
        Statements(body);
        _comments = comments;
        _scratchDepth -= scratch ? 1 : 0;
        if (!body.EndsInThrow)
        {
            Hand(body.Yields.Select((y, i) => (carried[i], y)));
            if (scratch)
            {
                _writer.Line(_recording + ".Release(" + Mark(_mark, _scratchDepth) + ");");
            }
        }
    }

    /// <summary>Loops inside loops mark their scratch by names of their own.</summary>
    private static string Mark(string mark, int depth) => depth == 0 ? mark : mark + depth.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool TakesScratch(Op op) => op is Allocate { Memory: Memory.Zeros or Memory.Tape } || (op is If branch && (branch.Then.Ops.Any(TakesScratch) || branch.Else.Ops.Any(TakesScratch)));

    // ---- expressions

    private string Bare(Value value) => Expression(value, bare: true).Text;

    /// <summary>As an argument: a constant carries its type.</summary>
    private string Argument(Value value) => Expression(value, bare: false).Text;

    /// <summary>An array takes an index of any integer type; the span that stands for its gradient takes an <c>int</c>.</summary>
    private string Index(Value buffer, Value index) => buffer.Type.IsSpan && index.Type.Text is "long" or "ulong" or "uint" or "nint" or "nuint" ? "(int)" + Parenthesized(index, Precedences.Unary) : Bare(index);

    private string Primary(Value value) => Parenthesized(value, Precedences.Call);

    private string Parenthesized(Value value, int least, bool bare = true)
    {
        (string text, int precedence) = Expression(value, bare);
        return precedence < least ? "(" + text + ")" : text;
    }

    private (string Text, int Precedence) Expression(Value value, bool bare)
    {
        if (!_trees.IsInlined(value))
        {
            return (_variables.NameOf(value), Precedences.Call);
        }

        Op op = _trees.DefinitionOf(value)!;
        return op is Constant constant ? Literal(constant, bare) : Definition(op);
    }

    private static (string Text, int Precedence) Literal(Constant constant, bool bare)
    {
        string text = constant.Text;
        IrType type = constant.Result.Type;
        if (type is { Real: RealKind.Generic, Buffer: BufferKind.None } && !text.StartsWith(type.Text + ".", System.StringComparison.Ordinal))
        {
            return (text switch
            {
                "0" => type.Text + ".Zero",
                "1" => type.Text + ".One",
                "-1" => type.Text + ".NegativeOne",
                "-0" => type.Text + ".NegativeZero",
                _ => type.Text + ".CreateChecked(" + text + ")",
            }, Precedences.Call);
        }

        bool integral = text.All(c => char.IsDigit(c) || c == '-');
        if (type.IsReal && !bare && integral)
        {
            text += type.Real == RealKind.Double ? ".0" : "f";
        }

        if (!bare && type.Text == "long" && integral)
        {
            text += "L";
        }

        return (text, text.StartsWith("-", System.StringComparison.Ordinal) || text.StartsWith("(", System.StringComparison.Ordinal) ? Precedences.Unary : Precedences.Call);
    }

    private (string Text, int Precedence) Definition(Op op)
    {
        switch (op)
        {
            case Constant constant:
                return Literal(constant, bare: true);
            case Apply apply:
                Primitive row = PrimitiveTable.Get(apply.Primitive);
                string template = row.Template(apply.Result.Type) ?? throw new IrRuleBrokenException("Emit", row.Name + " has no form for " + apply.Result.Type.Text);
                return (Instantiate(template, apply.Arguments, row.Precedence), row.Precedence);
            case Opaque opaque:
                return (Instantiate(opaque.Template, opaque.Arguments, opaque.Precedence), opaque.Template == "{0}" ? Expression(opaque.Arguments[0], true).Precedence : opaque.Precedence);
            case Load load:
                string item = Primary(load.Buffer) + "[" + Index(load.Buffer, load.Index) + "]";
                return (load.Leaf < 0 ? item : _elements.Leaf(item, load.Buffer.Type.Members!, load.Leaf, isWritten: false), Precedences.Call);
            case Pop pop:
                string type = pop.Result.Type.Text;
                return (_recording + (pop.IsContent ? ".PopSpan<" + pop.Result.Type.Element + ">()" : pop.Result.Type.IsUnmanaged ? ".Pop<" + type + ">()" : ".PopObject<" + type + ">()"), Precedences.Call);
            case Allocate allocate:
                string element = allocate.Result.Type.Element;
                string length = Bare(allocate.Length);
                if (allocate.IsRows)
                {
                    return ("new " + element + "[" + length + "][]", Precedences.Call);
                }

                if (allocate.Result.Type.Buffer == BufferKind.Jagged)
                {
                    return ("global::DiffGen.CompilerServices.JaggedArrays.Zeros(" + length + ")", Precedences.Call);
                }

                if (allocate.Result.Type.Buffer == BufferKind.Matrix)
                {
                    return ("new " + element + "[" + length + "]", Precedences.Call);
                }

                return (allocate.Memory switch
                {
                    Memory.Stack => "stackalloc " + element + "[" + length + "]",
                    Memory.Heap => "new " + element + "[" + length + "]",
                    Memory.Zeros when !allocate.Result.Type.HasPlainElements => "new " + element + "[" + length + "]",
                    Memory.Zeros => _recording + ".Zeros<" + element + ">(" + length + ")",
                    Memory.Pushed => _recording + ".PushBlock<" + element + ">(" + length + ")",
                    _ => _recording + ".Block<" + element + ">(" + length + ")",
                }, Precedences.Call);
            case View { Start: null, Buffer.Type.Buffer: BufferKind.Matrix, Result.Type.Buffer: BufferKind.Span } rows:
                return ("global::DiffGen.CompilerServices.Buffers.InRows(" + Bare(rows.Buffer) + ")", Precedences.Call);
            case View { Start: null } view:
                bool toSpan = view.Buffer.Type.Buffer == BufferKind.Array && view.Result.Type.IsSpan;
                return toSpan && view.Result.Type.Buffer == BufferKind.Span ? ("global::System.MemoryExtensions.AsSpan(" + Bare(view.Buffer) + ")", Precedences.Call) : ("(" + view.Result.Type.Text + ")" + Primary(view.Buffer), Precedences.Unary);
            case View { Buffer.Type.Buffer: BufferKind.Jagged, Result.Type.Buffer: not BufferKind.Jagged } part:
                return (Primary(part.Buffer) + "[" + Bare(part.Start!) + "]", Precedences.Call);
            case View view:
                return (Primary(view.Buffer) + ".Slice(" + Bare(view.Start) + (view.Length is null ? "" : ", " + Bare(view.Length)) + ")", Precedences.Call);
            case If choice:
                return Choice(choice);
            default:
                throw new IrRuleBrokenException("Emit", op.GetType().Name + " is no expression");
        }
    }

    private (string Text, int Precedence) Choice(If choice)
    {
        Value then = choice.Then.Yields[0], otherwise = choice.Else.Yields[0];
        if (choice.Outputs[0].Type.Text == "bool")
        {
            if (IsConstant(otherwise, "false"))
            {
                return (Parenthesized(choice.Condition, Precedences.And) + " && " + Parenthesized(then, Precedences.And), Precedences.And);
            }

            if (IsConstant(then, "true"))
            {
                return (Parenthesized(choice.Condition, Precedences.Or) + " || " + Parenthesized(otherwise, Precedences.Or), Precedences.Or);
            }
        }

        return (Parenthesized(choice.Condition, Precedences.Conditional + 1) + " ? " + Parenthesized(then, Precedences.Conditional + 1, bare: false) + " : " + Parenthesized(otherwise, Precedences.Conditional, bare: false), Precedences.Conditional);
    }

    private bool IsConstant(Value value, string text) => _trees.IsInlined(value) && _trees.DefinitionOf(value) is Constant constant && constant.Text == text;

    /// <summary>The arguments put into the holes of a template, in parentheses where their operators bind less than their place asks.</summary>
    private string Instantiate(string template, ImmutableArray<Value> arguments, int precedence)
    {
        if (template == "{0}")
        {
            return Bare(arguments[0]);
        }

        if (template == "{0}, {1}")
        {
            return Bare(arguments[0]) + ", " + Bare(arguments[1]);
        }

        StringBuilder text = _spare.Count > 0 ? _spare.Pop() : new StringBuilder();
        int written = 0;
        while (Holes.Next(template, written) is { } hole)
        {
            text.Append(template, written, hole.Start - written).Append(Filled(template, hole.Start, hole.End, arguments, hole.Argument, precedence));
            written = hole.End;
        }

        string filled = written == 0 ? template : text.Append(template, written, template.Length - written).ToString();
        _spare.Push(text.Clear());
        return filled;
    }

    /// <summary>An argument in its hole.</summary>
    private string Filled(string template, int start, int end, ImmutableArray<Value> arguments, int number, int precedence)
    {
        Value argument = arguments[number];
        bool isOperator = precedence < Precedences.Unary && precedence > Precedences.Conditional;
        char before = start == 0 ? '\0' : template[start - 1], after = end == template.Length ? '\0' : template[end];
        if (after is '.' or '[')
        {
            return Parenthesized(argument, Precedences.Call, bare: false);
        }

        if (before is '-' or '!' or '~' or ')')
        {
            // -0 of an integer is 0.
            string operand = Parenthesized(argument, Precedences.Unary, bare: !(argument.Type.IsReal && IsConstant(argument, "0")));
            return operand.StartsWith("-", System.StringComparison.Ordinal) ? "(" + operand + ")" : operand;
        }

        if (isOperator && (before == '\0' || (before == ' ' && !IsArgument(template, start))))
        {
            bool first = start == 0;
            if (IsPromoted(argument, arguments))
            {
                return Parenthesized(((Apply)_trees.DefinitionOf(argument)!).Arguments[0], first ? precedence : precedence + 1);
            }

            return Parenthesized(argument, first ? precedence : precedence + 1, bare: !argument.Type.IsReal || arguments.Any(a => !ReferenceEquals(a, argument) && PrintsReal(a)));
        }

        if (!isOperator && InnerPrecedence(template, start, end) is var least and > 0)
        {
            return Parenthesized(argument, least);
        }

        if (before is '(' or '[' || (before == ' ' && IsArgument(template, start)))
        {
            bool isIndex = before == '[';
            return Expression(argument, bare: isIndex).Text;
        }

        return Parenthesized(argument, precedence + 1, bare: false);
    }

    /// <summary>An integer beside a real number of its type: C# converts it by itself.</summary>
    private bool IsPromoted(Value argument, ImmutableArray<Value> arguments) =>
        argument.Type.Real != RealKind.Generic
        && _trees.IsInlined(argument)
        && _trees.DefinitionOf(argument) is Apply { Primitive: "FromInteger" }
        && arguments.All(a => a.Type.Text == argument.Type.Text)
        && arguments.Any(PrintsReal);

    /// <summary>What is written for the value is of a real type whatever stands beside it: <c>1 + 1</c> would be an integer.</summary>
    private bool PrintsReal(Value value)
    {
        if (!value.Type.IsReal)
        {
            return false;
        }

        return !_trees.IsInlined(value) || _trees.DefinitionOf(value) switch
        {
            Constant or Apply { Primitive: "FromInteger" } => false,
            Apply { Primitive: "Add" or "Subtract" or "Multiply" or "Divide" or "Remainder" or "Negate" } operation => operation.Arguments.Any(PrintsReal),
            Opaque { Template: "{0}" } same => PrintsReal(same.Arguments[0]),
            _ => true,
        };
    }

    /// <summary>What an operand of an operator must bind that stands inside a call, as in <c>Wrap({0} * {1})</c>; 0 for any other hole.</summary>
    private static int InnerPrecedence(string template, int start, int end)
    {
        return System.Math.Max(
            end + 3 <= template.Length ? Operator(end) switch { '*' => Precedences.Multiplicative, '+' or '-' => Precedences.Additive, _ => 0 } : 0,
            start >= 3 ? Operator(start - 3) switch { '*' => Precedences.Multiplicative + 1, '+' or '-' => Precedences.Additive + 1, _ => 0 } : 0);

        // The operator in " + ".
        char Operator(int at) => template[at] == ' ' && template[at + 2] == ' ' ? template[at + 1] : '\0';
    }

    /// <summary>A hole behind a comma, or behind an assignment: nothing around it binds.</summary>
    private static bool IsArgument(string template, int at) => at >= 2 && template[at - 2] is ',' or '=' && !(at >= 3 && template[at - 3] is '=' or '!' or '<' or '>');
}
