using System.Collections.Immutable;
using System.Globalization;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Emit;

/// <summary>Writes values as the expressions that they are part of, straight into the code; how strongly an expression binds is known before it is written.</summary>
internal sealed class ExpressionPrinter(CodeWriter writer, ExpressionTrees trees, Variables variables, IElements elements, string recording)
{
    public void Bare(Value value) => Expression(value, bare: true);

    /// <summary>As an argument: a constant carries its type.</summary>
    public void Argument(Value value) => Expression(value, bare: false);

    /// <summary>What a member or an element is taken of: <c>default</c> with its type.</summary>
    public void Primary(Value value)
    {
        if (value.Type.IsSpan && IsConstant(value, "default"))
        {
            writer.Append("default(" + value.Type.Text + ")");
            return;
        }

        Parenthesized(value, Precedences.Call);
    }

    /// <summary>Values as arguments, with commas between them.</summary>
    public void Arguments(ImmutableArray<Value> values, int from = 0)
    {
        for (int i = from; i < values.Length; i++)
        {
            writer.Append(i == from ? "" : ", ");
            Argument(values[i]);
        }
    }

    /// <summary>The text of a value, for what is more than an expression.</summary>
    public string Text(Value value, bool bare = true)
    {
        int start = writer.Position;
        Expression(value, bare);
        return writer.Take(start);
    }

    public void Parenthesized(Value value, int least, bool bare = true)
    {
        if (Precedence(value, bare) >= least)
        {
            Expression(value, bare);
            return;
        }

        writer.Append('(');
        Expression(value, bare);
        writer.Append(')');
    }

    /// <summary>An element of a buffer, or a leaf of it: its value, or a place to write to.</summary>
    public void Element(Value buffer, Value index, int leaf, bool isWritten)
    {
        int start = writer.Position;
        Primary(buffer);
        writer.Append('[');
        Index(buffer, index);
        writer.Append(']');
        if (leaf >= 0)
        {
            writer.Append(elements.Leaf(writer.Take(start), buffer.Type.Members!, leaf, isWritten));
        }
    }

    /// <summary>An array takes an index of any integer type; the span that stands for its gradient takes an <c>int</c>.</summary>
    private void Index(Value buffer, Value index)
    {
        if (buffer.Type.IsSpan && index.Type.Text is "long" or "ulong" or "uint" or "nint" or "nuint")
        {
            writer.Append("(int)");
            Parenthesized(index, Precedences.Unary);
            return;
        }

        Bare(index);
    }

    private void Expression(Value value, bool bare)
    {
        if (!trees.IsInlined(value))
        {
            writer.Append(variables.NameOf(value));
            return;
        }

        Op op = trees.DefinitionOf(value)!;
        if (op is Constant constant)
        {
            Literal(constant, bare);
        }
        else if (op is Opaque { Template: "{0}" } same)
        {
            // A constant that has a name, or is no part of the derivative, is written as a constant is.
            Expression(same.Arguments[0], bare);
        }
        else
        {
            Definition(op);
        }
    }

    /// <summary>How strongly what is written for a value binds.</summary>
    private int Precedence(Value value, bool bare)
    {
        if (!trees.IsInlined(value))
        {
            return Precedences.Call;
        }

        return trees.DefinitionOf(value) switch
        {
            Constant constant => IsOfParameter(constant) || constant.Text is not ['-' or '(', ..] ? Precedences.Call : Precedences.Unary,
            Apply apply => PrimitiveTable.Get(apply.Primitive).Precedence,
            Opaque { Template: "{0}" } same => Precedence(same.Arguments[0], bare: true),
            Opaque opaque => opaque.Precedence,
            View { Start: null } view => IsCall(view) ? Precedences.Call : Precedences.Unary,
            If choice => Precedence(choice),
            _ => Precedences.Call,
        };
    }

    private int Precedence(If choice) => choice.Outputs[0].Type.Text != "bool" ? Precedences.Conditional
        : IsConstant(choice.Else.Yields[0], "false") ? Precedences.And
        : IsConstant(choice.Then.Yields[0], "true") ? Precedences.Or
        : Precedences.Conditional;

    /// <summary>A number of a type parameter, which has no literals.</summary>
    private static bool IsOfParameter(Constant constant) =>
        constant.Result.Type is { Real: RealKind.Generic, Buffer: BufferKind.None } type && !constant.Text.StartsWith(type.Text + ".", System.StringComparison.Ordinal);

    private void Literal(Constant constant, bool bare)
    {
        string text = constant.Text;
        IrType type = constant.Result.Type;
        if (IsOfParameter(constant))
        {
            writer.Append(type.Text);
            switch (text)
            {
                case "0":
                    writer.Append(".Zero");
                    break;
                case "1":
                    writer.Append(".One");
                    break;
                case "-1":
                    writer.Append(".NegativeOne");
                    break;
                case "-0":
                    writer.Append(".NegativeZero");
                    break;
                default:
                    writer.Append(".CreateChecked(").Append(text).Append(')');
                    break;
            }

            return;
        }

        writer.Append(text);
        if (!bare && (type.IsReal || type.Text == "long") && IsIntegral(text))
        {
            writer.Append(type.Real switch { RealKind.None => "L", RealKind.Double => ".0", _ => "f" });
        }
    }

    private static bool IsIntegral(string text)
    {
        foreach (char letter in text)
        {
            if (!char.IsDigit(letter) && letter != '-')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What an operation computes.</summary>
    public void Definition(Op op)
    {
        switch (op)
        {
            case Constant constant:
                Literal(constant, bare: true);
                return;
            case Apply apply:
                Primitive row = PrimitiveTable.Get(apply.Primitive);
                Instantiate(row.Template(apply.Result.Type) ?? throw new IrRuleBrokenException("Emit", row.Name + " has no form for " + apply.Result.Type.Text), apply.Arguments, row.Precedence);
                return;
            case Opaque { Hidden: { } hidden } part:
                int start = writer.Position;
                Primary(part.Arguments[0]);
                writer.Append(elements.Leaf(writer.Take(start), hidden.Holder, hidden.Leaf, isWritten: false));
                return;
            case Opaque opaque:
                Instantiate(opaque.Template, opaque.Arguments, opaque.Precedence);
                return;
            case Load load:
                Element(load.Buffer, load.Index, load.Leaf, isWritten: false);
                return;
            case Pop pop:
                Popped(pop);
                return;
            case Allocate allocate:
                Allocated(allocate);
                return;
            case View view:
                Viewed(view);
                return;
            case If choice:
                Choice(choice);
                return;
            default:
                throw new IrRuleBrokenException("Emit", op.GetType().Name + " is no expression");
        }
    }

    private void Popped(Pop pop)
    {
        string type = pop.Result.Type.Text;
        writer.Append(recording);
        if (pop.IsContent)
        {
            writer.Append(pop.Blocks > 1 ? ".PopBlocks<" : ".PopSpan<").Append(pop.Result.Type.Element).Append(pop.Blocks > 1 ? ">(" + pop.Blocks.ToString(CultureInfo.InvariantCulture) + ")" : ">()");
        }
        else
        {
            writer.Append(pop.Result.Type.IsUnmanaged ? ".Pop<" : ".PopObject<").Append(type).Append(">()");
        }
    }

    private void Allocated(Allocate allocate)
    {
        IrType type = allocate.Result.Type;
        if (!allocate.IsRows && type.Buffer == BufferKind.Jagged)
        {
            writer.Append("global::DiffGen.CompilerServices.JaggedArrays.Zeros(");
            Bare(allocate.Length);
            writer.Append(')');
            return;
        }

        bool isNew = allocate.IsRows || type.Buffer == BufferKind.Matrix || allocate.Memory == Memory.Heap || (allocate.Memory == Memory.Zeros && !type.HasPlainElements);
        if (isNew || allocate.Memory == Memory.Stack)
        {
            writer.Append(isNew ? "new " : "stackalloc ").Append(type.Element).Append('[');
            Bare(allocate.Length);
            writer.Append(allocate.IsRows ? "][]" : "]");
            return;
        }

        string method = allocate.Memory switch { Memory.Zeros => ".Zeros<", Memory.Pushed when allocate.Blocks > 1 => ".PushBlocks<", Memory.Pushed => ".PushBlock<", _ => ".Block<" };
        writer.Append(recording).Append(method).Append(type.Element).Append(">(");
        if (allocate.Blocks > 1)
        {
            writer.Append(allocate.Blocks.ToString(CultureInfo.InvariantCulture)).Append(", ");
        }

        Bare(allocate.Length);
        writer.Append(')');
    }

    /// <summary>A whole buffer, as another kind of buffer, is written as a call and not as a conversion.</summary>
    private static bool IsCall(View view) => view is { Buffer.Type.Buffer: BufferKind.Matrix, Result.Type.Buffer: BufferKind.Span } or { Buffer.Type.Buffer: BufferKind.Array, Result.Type.Buffer: BufferKind.Span };

    private void Viewed(View view)
    {
        if (view.Start is null)
        {
            if (IsCall(view))
            {
                writer.Append(view.Buffer.Type.Buffer == BufferKind.Matrix ? "global::DiffGen.CompilerServices.Buffers.InRows(" : "global::System.MemoryExtensions.AsSpan(");
                Bare(view.Buffer);
                writer.Append(')');
                return;
            }

            writer.Append('(').Append(view.Result.Type.Text).Append(')');
            Primary(view.Buffer);
            return;
        }

        if (view.IsNextRow)
        {
            writer.Append("global::DiffGen.CompilerServices.Recording.Row(");
            Bare(view.Buffer);
            writer.Append(", ");
            Bare(view.Start);
            writer.Append(", ");
            Bare(view.Length!);
            writer.Append(')');
            return;
        }

        Primary(view.Buffer);
        if (view is { Buffer.Type.Buffer: BufferKind.Jagged, Result.Type.Buffer: not BufferKind.Jagged })
        {
            writer.Append('[');
            Bare(view.Start);
            writer.Append(']');
            return;
        }

        writer.Append(".Slice(");
        Bare(view.Start);
        if (view.Length is not null)
        {
            writer.Append(", ");
            Bare(view.Length);
        }

        writer.Append(')');
    }

    private void Choice(If choice)
    {
        Value then = choice.Then.Yields[0], otherwise = choice.Else.Yields[0];
        int precedence = Precedence(choice);
        if (precedence == Precedences.Conditional)
        {
            Parenthesized(choice.Condition, Precedences.Conditional + 1);
            writer.Append(" ? ");
            Parenthesized(then, Precedences.Conditional + 1, bare: false);
            writer.Append(" : ");
            Parenthesized(otherwise, Precedences.Conditional, bare: false);
            return;
        }

        Parenthesized(choice.Condition, precedence);
        writer.Append(precedence == Precedences.And ? " && " : " || ");
        Parenthesized(precedence == Precedences.And ? then : otherwise, precedence);
    }

    private bool IsConstant(Value value, string text) => trees.IsInlined(value) && trees.DefinitionOf(value) is Constant constant && constant.Text == text;

    /// <summary>What is not the case.</summary>
    public void Negated(Value condition)
    {
        if (trees.IsInlined(condition) && trees.DefinitionOf(condition) is Opaque opaque)
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
                Instantiate(flipped, opaque.Arguments, opaque.Precedence);
                return;
            }
        }

        writer.Append('!');
        Parenthesized(condition, Precedences.Unary);
    }

    /// <summary>The arguments put into the holes of a template, in parentheses where their operators bind less than their place asks.</summary>
    public void Instantiate(string template, ImmutableArray<Value> arguments, int precedence)
    {
        switch (template)
        {
            case "{0}":
                Bare(arguments[0]);
                return;
            case "{0}, {1}":
                Bare(arguments[0]);
                writer.Append(", ");
                Bare(arguments[1]);
                return;
        }

        int written = 0;
        while (Holes.Next(template, written) is { } hole)
        {
            writer.Append(template, written, hole.Start - written);
            Fill(template, hole.Start, hole.End, arguments, hole.Argument, precedence);
            written = hole.End;
        }

        writer.Append(template, written, template.Length - written);
    }

    /// <summary>An argument in its hole.</summary>
    private void Fill(string template, int start, int end, ImmutableArray<Value> arguments, int number, int precedence)
    {
        Value argument = arguments[number];
        bool isOperator = precedence < Precedences.Unary && precedence > Precedences.Conditional;
        char before = start == 0 ? '\0' : template[start - 1], after = end == template.Length ? '\0' : template[end];
        if (after is '.' or '[')
        {
            Parenthesized(argument, Precedences.Call, bare: false);
        }
        else if (before is '-' or '!' or '~' or '^' or ')')
        {
            // -0 of an integer is 0.
            int from = writer.Position;
            Parenthesized(argument, Precedences.Unary, bare: !(argument.Type.IsReal && IsConstant(argument, "0")));
            if (writer[from] == '-')
            {
                string negative = writer.Take(from);
                writer.Append('(').Append(negative).Append(')');
            }
        }
        else if (isOperator && (before == '\0' || (before == ' ' && !IsArgument(template, start))))
        {
            int least = start == 0 ? precedence : precedence + 1;
            if (IsPromoted(argument, arguments))
            {
                Parenthesized(((Apply)trees.DefinitionOf(argument)!).Arguments[0], least);
            }
            else
            {
                Parenthesized(argument, least, bare: !argument.Type.IsReal || PrintsRealBeside(argument, arguments));
            }
        }
        else if (!isOperator && InnerPrecedence(template, start, end) is var inner and > 0)
        {
            Parenthesized(argument, inner);
        }
        else if (before is '(' or '[' || (before == ' ' && (IsArgument(template, start) || (start >= 4 && string.CompareOrdinal(template, start - 4, "ref ", 0, 4) == 0))))
        {
            Expression(argument, bare: before == '[');
        }
        else
        {
            Parenthesized(argument, precedence + 1, bare: false);
        }
    }

    /// <summary>An integer beside a real number of its type: C# converts it by itself.</summary>
    private bool IsPromoted(Value argument, ImmutableArray<Value> arguments)
    {
        if (argument.Type.Real == RealKind.Generic || !trees.IsInlined(argument) || trees.DefinitionOf(argument) is not Apply { Primitive: "FromInteger" })
        {
            return false;
        }

        bool isBesideReal = false;
        foreach (Value other in arguments)
        {
            if (other.Type.Text != argument.Type.Text)
            {
                return false;
            }

            isBesideReal |= PrintsReal(other);
        }

        return isBesideReal;
    }

    private bool PrintsRealBeside(Value argument, ImmutableArray<Value> arguments)
    {
        foreach (Value other in arguments)
        {
            if (!ReferenceEquals(other, argument) && PrintsReal(other))
            {
                return true;
            }
        }

        return false;
    }

    private bool PrintsReal(ImmutableArray<Value> values)
    {
        foreach (Value value in values)
        {
            if (PrintsReal(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is written for the value is of a real type whatever stands beside it: <c>1 + 1</c> would be an integer.</summary>
    private bool PrintsReal(Value value)
    {
        if (!value.Type.IsReal)
        {
            return false;
        }

        return !trees.IsInlined(value) || trees.DefinitionOf(value) switch
        {
            Constant or Apply { Primitive: "FromInteger" } => false,
            Apply { Primitive: "Add" or "Subtract" or "Multiply" or "Divide" or "Remainder" or "Negate" } operation => PrintsReal(operation.Arguments),
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
