using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Simplify;

/// <summary>
/// Folds structural zeros and ones of derivatives, computes nothing twice that is pure, and drops what is the same on every path.
/// The method's own arithmetic keeps its bits: real operations are folded only where the compiler made them.
/// </summary>
internal sealed class Simplifier
{
    private readonly int _firstDerivative;
    private readonly IrBuilder _builder;
    private readonly System.Func<Value, Value> _of;

    /// <summary>What stands for a value, by its id.</summary>
    private readonly IdTable<Value> _same;
    private readonly IdTable<Op> _definitions;

    /// <summary>The expressions in sight: none between the rounds.</summary>
    private readonly AvailableExpressions _available = new();
    private bool _hasReplaced;

    /// <summary>Elements read since memory was last written.</summary>
    private Dictionary<(int Buffer, int Index, int Leaf), Value> _loaded = [];

    /// <summary>The table of them is that of a region around this one: it is copied before anything is put into it.</summary>
    private bool _sharesLoaded;

    private Simplifier(int firstDerivative, int nextId)
    {
        _firstDerivative = firstDerivative;
        _builder = new IrBuilder(nextId);
        _same = new IdTable<Value>(nextId);
        _definitions = new IdTable<Op>(nextId);
        _of = Of;
    }

    /// <param name="body">The body of a method.</param>
    /// <param name="nextId">The first free value id; afterwards the first free one again.</param>
    /// <param name="firstDerivative">Values from this id on were made by the compiler.</param>
    public static Region Run(Region body, ref int nextId, int firstDerivative)
    {
        var simplifier = new Simplifier(firstDerivative, nextId);
        int count = Count(body);
        for (int round = 0; round < 8; round++)
        {
            body = DeadCode.Remove(simplifier.Round(body), firstDerivative);
            int left = Count(body);
            if (!simplifier._hasReplaced && left == count)
            {
                break;
            }

            count = left;
        }

        nextId = simplifier._builder.NextId;
        return body;
    }

    private Region Round(Region body)
    {
        _same.Clear();
        _definitions.Clear();
        _loaded.Clear();
        _hasReplaced = false;
        return Visit(body);
    }

    private static int Count(Region region)
    {
        int count = 0;
        foreach (Op op in region.Ops)
        {
            count += 1 + op.Results.Length;
            foreach (Region inner in op.Regions)
            {
                count += Count(inner);
            }
        }

        return count;
    }

    private Value Of(Value value)
    {
        while (_same[value.Id] is { } next)
        {
            value = next;
        }

        return value;
    }

    private void Stand(Value replacement, Value @for)
    {
        _same[@for.Id] = replacement;
        _hasReplaced = true;
    }

    /// <summary>A branch knows what was read before it; a loop's body runs again after its own writes, so it starts knowing nothing.</summary>
    private Region VisitArm(Region region) => VisitWith(region, _loaded, shares: true);

    private Region VisitAnew(Region region) => VisitWith(region, [], shares: false);

    private Region VisitWith(Region region, Dictionary<(int, int, int), Value> loaded, bool shares)
    {
        (Dictionary<(int, int, int), Value> before, bool shared) = (_loaded, _sharesLoaded);
        (_loaded, _sharesLoaded) = (loaded, shares);
        Region visited = Visit(region);
        (_loaded, _sharesLoaded) = (before, shared);
        return visited;
    }

    private Region Visit(Region region)
    {
        _available.Open();
        _builder.Open();
        foreach (Op op in region.Ops)
        {
            _builder.Origin = op.Origin;
            Visit(op);
        }

        _available.Close();
        return _builder.Close(IrRewriter.Map(region.Yields, _of));
    }

    private void Visit(Op op)
    {
        switch (op)
        {
            case If branch when ConstantText(Of(branch.Condition)) is { } known and ("true" or "false") && !(known == "true" ? branch.Then : branch.Else).EndsInThrow:
                {
                    Region taken = known == "true" ? branch.Then : branch.Else;
                    foreach (Op inner in taken.Ops)
                    {
                        _builder.Origin = inner.Origin;
                        Visit(inner);
                    }

                    for (int i = 0; i < branch.Outputs.Length; i++)
                    {
                        Stand(Of(taken.Yields[i]), @for: branch.Outputs[i]);
                    }

                    return;
                }

            case If branch:
                {
                    Value condition = Of(branch.Condition);
                    Region then = branch.Then, otherwise = branch.Else;
                    if (_definitions[condition.Id] is Opaque { Template: "!{0}" } negation && (branch.Outputs.Length > 0 || then.Ops.Length == 0 || otherwise.Ops.Length > 0))
                    {
                        condition = Of(negation.Arguments[0]);
                        (then, otherwise) = (otherwise, then);
                    }

                    var rebuilt = branch with { Condition = condition, Then = VisitArm(then), Else = VisitArm(otherwise) };
                    for (int i = 0; i < branch.Outputs.Length; i++)
                    {
                        Value a = rebuilt.Then.Yields[i], b = rebuilt.Else.Yields[i];
                        if (a.Equals(b))
                        {
                            Stand(a, @for: branch.Outputs[i]);
                        }
                        else if (branch.Outputs[i].Id >= _firstDerivative && ConstantText(a) is "0" && ConstantText(b) is "0")
                        {
                            Stand(_builder.Zero(branch.Outputs[i].Type), @for: branch.Outputs[i]);
                            Remember(_builder.Current[_builder.Current.Count - 1]);
                        }
                    }

                    Add(rebuilt);
                    return;
                }

            case For loop:
                {
                    int[] kept = DropInvariants(loop.Outputs, loop.Carried, loop.Initial, loop.Body, loop.Exit);
                    Add(loop with
                    {
                        Start = Of(loop.Start),
                        Bound = Of(loop.Bound),
                        Step = Of(loop.Step),
                        Outputs = IrRewriter.Pick(loop.Outputs, kept),
                        Initial = IrRewriter.Map(IrRewriter.Pick(loop.Initial, kept), _of),
                        Carried = IrRewriter.Pick(loop.Carried, kept),
                        Body = VisitAnew(loop.Body with { Yields = IrRewriter.Pick(loop.Body.Yields, kept) }),
                        Exit = System.Array.IndexOf(kept, loop.Exit),
                    });
                    return;
                }

            case While loop:
                {
                    int[] kept = DropInvariants(loop.Outputs, loop.Carried, loop.Initial, loop.Body, -1);
                    Add(loop with
                    {
                        Outputs = IrRewriter.Pick(loop.Outputs, kept),
                        Initial = IrRewriter.Map(IrRewriter.Pick(loop.Initial, kept), _of),
                        Carried = IrRewriter.Pick(loop.Carried, kept),
                        Condition = VisitAnew(loop.Condition),
                        Body = VisitAnew(loop.Body with { Yields = IrRewriter.Pick(loop.Body.Yields, kept) }),
                    });
                    return;
                }
        }

        Op mapped = IrRewriter.Map(op, _of, r => r);
        if (mapped is Apply apply && apply.Result.Id >= _firstDerivative && Fold(apply) is { } folded)
        {
            Replace(apply.Result, folded);
            return;
        }

        if (mapped is Opaque { Effect: Effect.Pure, Result: { } result } opaque && Fold(opaque) is { } simpler)
        {
            Replace(result, simpler);
            return;
        }

        if (mapped is Load load)
        {
            if (_loaded.TryGetValue((load.Buffer.Id, load.Index.Id, load.Leaf), out Value? element) && load.Result.Name is null)
            {
                Replace(load.Result, element);
                return;
            }

            if (_sharesLoaded)
            {
                (_loaded, _sharesLoaded) = (new Dictionary<(int, int, int), Value>(_loaded), false);
            }

            _loaded[(load.Buffer.Id, load.Index.Id, load.Leaf)] = load.Result;
        }

        if (AvailableExpressions.IsExpression(mapped))
        {
            Value produced = mapped.Results[0];
            Value? known = _available.Find(mapped);
            if (known is not null && (produced.Id >= _firstDerivative || known.Id >= _firstDerivative || mapped is Opaque { Result.Name: null } || mapped is Constant { Result.Name: null }))
            {
                Replace(produced, known);
                return;
            }

            _available.Add(mapped, produced);
        }

        Add(mapped);
    }

    private static bool Writes(Op op)
    {
        if (op is Store or Fill or Copy or Call or Opaque { Effect: Effect.Unknown } or NodeSite { Result: null })
        {
            return true;
        }

        foreach (Region inner in op.Regions)
        {
            foreach (Op nested in inner.Ops)
            {
                if (Writes(nested))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Add(Op op)
    {
        if (_loaded.Count > 0 && Writes(op))
        {
            if (_sharesLoaded)
            {
                (_loaded, _sharesLoaded) = ([], false);
            }
            else
            {
                _loaded.Clear();
            }
        }

        _builder.Add(op);
        Remember(op);
    }

    private void Remember(Op op)
    {
        foreach (Value value in op.Results)
        {
            _definitions[value.Id] = op;
        }
    }

    private void Replace(Value old, Value replacement)
    {
        if (!old.Equals(replacement))
        {
            Stand(replacement, @for: old);
        }
    }

    /// <summary>A carried value that every iteration hands on as it came is its initial value; a derivative that stays zero is zero.</summary>
    /// <returns>The positions of the values that are still carried.</returns>
    private int[] DropInvariants(ImmutableArray<Value> outputs, ImmutableArray<Value> carried, ImmutableArray<Value> initial, Region body, int exit)
    {
        var kept = new List<int>();
        for (int i = 0; i < carried.Length; i++)
        {
            if (i != exit && Of(body.Yields[i]).Equals(carried[i]))
            {
                Stand(Of(initial[i]), @for: carried[i]);
                Stand(Of(initial[i]), @for: outputs[i]);
            }
            else if (i != exit && carried[i].Id >= _firstDerivative && carried[i].Type.IsReal && ConstantText(Of(initial[i])) == "0" && YieldsZero(body, i, carried[i]))
            {
                Stand(Of(initial[i]), @for: carried[i]);
                Stand(Of(initial[i]), @for: outputs[i]);
            }
            else
            {
                kept.Add(i);
            }
        }

        return kept.ToArray();
    }

    private static bool YieldsZero(Region body, int index, Value carried)
    {
        Value yielded = body.Yields[index];
        return body.Ops.Any(o => o is Constant { Text: "0" } constant && constant.Result.Equals(yielded)) && !carried.Equals(yielded);
    }

    private string? ConstantText(Value value) => _definitions[value.Id] is Constant constant ? constant.Text : null;

    private bool Is(Value value, string text) => ConstantText(value) == text;

    private Value? NegationOf(Value value) => _definitions[value.Id] is Apply { Primitive: "Negate" } negate && negate.Result.Id >= _firstDerivative ? Of(negate.Arguments[0]) : null;

    private Value Make(string primitive, Value like, params Value[] arguments)
    {
        Value result = _builder.New(like.Type, like.Name);
        Visit(new Apply(_builder.Origin, result, primitive, arguments.ToImmutableArray()));
        return Of(result);
    }

    /// <summary>x · 1, x + 0, −(−x), a + (−b), … : equal for every finite number, and the form a person would write.</summary>
    private Value? Fold(Apply apply)
    {
        Value a = apply.Arguments[0];
        Value? b = apply.Arguments.Length > 1 ? apply.Arguments[1] : null;
        switch (apply.Primitive)
        {
            case "Add":
                return Is(a, "0") ? b : Is(b!, "0") ? a : NegationOf(b!) is { } negated ? Make("Subtract", apply.Result, a, negated) : NegationOf(a) is { } first ? Make("Subtract", apply.Result, b!, first) : null;
            case "Subtract":
                return Is(b!, "0") ? a : Is(a, "0") ? Make("Negate", apply.Result, b!) : NegationOf(b!) is { } subtracted ? Make("Add", apply.Result, a, subtracted)
                    : NegationOf(a) is { } both ? Make("Negate", apply.Result, Make("Add", apply.Result with { Name = null }, both, b!)) : null;
            case "Multiply":
                return Is(a, "0") || Is(b!, "0") ? Zero(apply)
                    : Is(a, "1") ? b
                    : Is(b!, "1") ? a
                    : Is(a, "-1") ? Make("Negate", apply.Result, b!)
                    : Is(b!, "-1") ? Make("Negate", apply.Result, a)
                    : NegationOf(a) is { } left ? Make("Negate", apply.Result, Make("Multiply", apply.Result with { Name = null }, left, b!))
                    : NegationOf(b!) is { } right ? Make("Negate", apply.Result, Make("Multiply", apply.Result with { Name = null }, a, right))
                    : null;
            case "StrongMultiply":
                return Is(a, "0") ? Zero(apply)
                    : Is(a, "1") ? b
                    : IsFinite(b!) ? Make("Multiply", apply.Result, a, b!)
                    : IsFinite(a) ? Make("Multiply", apply.Result, a, b!)
                    : IsFiniteReciprocal(b!) is { } divisor ? Make("Divide", apply.Result, a, divisor)
                    : NegationOf(a) is { } left2 ? Make("Negate", apply.Result, Make("StrongMultiply", apply.Result with { Name = null }, left2, b!))
                    : NegationOf(b!) is { } right2 ? Make("Negate", apply.Result, Make("StrongMultiply", apply.Result with { Name = null }, a, right2))
                    : null;
            case "StrongProduct":
                return Is(a, "0") || Is(b!, "0") ? Zero(apply) : Is(a, "1") ? b : Is(b!, "1") ? a : null;
            case "Divide":
                return Is(b!, "1") ? a
                    : Is(a, "0") && IsFinite(b!) ? Zero(apply)
                    : IsReciprocal(a, b!) ? Make("Multiply", apply.Result, a, a)
                    : NegationOf(a) is { } numerator ? Make("Negate", apply.Result, Make("Divide", apply.Result with { Name = null }, numerator, b!)) : null;
            case "Negate":
                return Is(a, "0") ? Zero(apply) : NegationOf(a) ?? (ConstantText(a) is { } text && IsPlainNumber(text) ? NegatedConstant(apply, text) : null);
            case "Widen" or "Narrow":
                return Is(a, "0") ? Zero(apply) : Is(a, "1") ? Number(apply.Result.Type, "1") : null;
            default:
                return null;
        }
    }

    private Value NegatedConstant(Apply apply, string text) => Number(apply.Result.Type, text.StartsWith("-", System.StringComparison.Ordinal) ? text.Substring(1) : "-" + text);

    private Value Zero(Apply apply) => Number(apply.Result.Type, "0");

    private Value Number(IrType type, string text)
    {
        Value value = _builder.Constant(type, text);
        Remember(_builder.Current[_builder.Current.Count - 1]);
        return value;
    }

    private static bool IsPlainNumber(string text) => double.TryParse(text.TrimEnd('f'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>A constant that is finite and not zero: no pole can come of it.</summary>
    private bool IsFinite(Value value) => ConstantText(value) is { } text
        && (text.StartsWith("global::System.Math", System.StringComparison.Ordinal) || (double.TryParse(text.TrimEnd('f'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number != 0));

    /// <summary>1 / c for a finite constant c: then the product is a quotient.</summary>
    private Value? IsFiniteReciprocal(Value value) =>
        _definitions[value.Id] is Apply { Primitive: "Divide" } divide && Is(Of(divide.Arguments[0]), "1") && IsFinite(Of(divide.Arguments[1])) ? Of(divide.Arguments[1]) : null;

    /// <summary>a = 1 / b, so that a / b = a a: the derivative of a quotient whose numerator is 1 takes no division of its own.</summary>
    private bool IsReciprocal(Value a, Value b) => _definitions[a.Id] is Apply { Primitive: "Divide" } divide && Is(Of(divide.Arguments[0]), "1") && Of(divide.Arguments[1]).Equals(b);

    private Value? Fold(Opaque opaque)
    {
        switch (opaque.Template)
        {
            case "{0}.Length" when opaque.Arguments[0].Type.IsBuffer && _definitions[opaque.Arguments[0].Id] is { } buffer:
                return buffer switch
                {
                    Allocate { Length.Type.Text: "int" } allocate => Of(allocate.Length),
                    View { Length: { Type.Text: "int" } length } => Of(length),
                    View { Start: null } whole when opaque.Result!.Type.Text == "int" => Length(Of(whole.Buffer)),
                    View { Start: { Type.Text: "int" } start, Buffer.Type.Buffer: not BufferKind.Jagged } tail => Difference(Length(Of(tail.Buffer)), Of(start)),
                    _ => null,
                };
            case "{0}" when opaque.IsStop && opaque.Result!.Name is null && _definitions[opaque.Arguments[0].Id] is Constant:
                return Of(opaque.Arguments[0]);
            case "{0}.GetLength(0)" or "{0}.GetLength(1)":
                return Dimension(opaque.Template[opaque.Template.Length - 2] - '0');
            case "{0}.GetLength({1})" when Integer(opaque.Arguments[1]) is 0 or 1:
                return Dimension(Integer(opaque.Arguments[1])!.Value);
            case "-{0}" when opaque.Result!.Type.Text == "int" && int.TryParse(ConstantText(opaque.Arguments[0]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number != int.MinValue:
                return Number(IrType.Int, (-number).ToString(CultureInfo.InvariantCulture));
            case "!{0}":
                return ConstantText(opaque.Arguments[0]) switch
                {
                    "true" => Truth("false"),
                    "false" => Truth("true"),
                    _ => _definitions[opaque.Arguments[0].Id] is Opaque { Template: "!{0}" } twice ? Of(twice.Arguments[0]) : null,
                };
            case "{0} || {1}":
                return ConstantText(opaque.Arguments[0]) == "false" ? opaque.Arguments[1] : ConstantText(opaque.Arguments[1]) == "false" ? opaque.Arguments[0] : null;
            case "{0} != {1}" when opaque.Arguments.All(a => a.Type.Text == "int"):
                return opaque.Arguments[0].Equals(opaque.Arguments[1]) ? Truth("false")
                    : Integer(opaque.Arguments[0]) is { } first && Integer(opaque.Arguments[1]) is { } second ? Truth(first == second ? "false" : "true") : null;
            case "{0} + {1}" or "{0} - {1}" or "{0} * {1}" when opaque.Result!.Type.Text == "int" && opaque.Arguments.All(a => a.Type.Text == "int"):
                return FoldIntegers(opaque);
            case "global::System.Math.Max(0, {0})" when Integer(opaque.Arguments[0]) is { } count:
                return Number(IrType.Int, System.Math.Max(0, count).ToString(CultureInfo.InvariantCulture));
            default:
                return null;
        }

        // A matrix that is made here has the lengths that it was given.
        Value? Dimension(int dimension) => _definitions[opaque.Arguments[0].Id] is Allocate { Result.Type.Buffer: BufferKind.Matrix } made
            && _definitions[Of(made.Length).Id] is Opaque { Template: "{0}, {1}" } pair && Of(pair.Arguments[dimension]) is { Type.Text: "int" } size ? size : null;

        Value Difference(Value whole, Value start)
        {
            Value rest = _builder.New(IrType.Int);
            Visit(new Opaque(_builder.Origin, rest, "{0} - {1}", ImmutableArray.Create(whole, start), Effect.Pure, Precedences.Additive));
            return Of(rest);
        }

        Value Length(Value of)
        {
            Value length = _builder.New(IrType.Int);
            Visit(new Opaque(_builder.Origin, length, "{0}.Length", ImmutableArray.Create(of), Effect.Pure, Precedences.Call));
            return Of(length);
        }

        Value Truth(string text)
        {
            Value value = _builder.Constant(IrType.Bool, text);
            Remember(_builder.Current[_builder.Current.Count - 1]);
            return value;
        }
    }

    private int? Integer(Value value) => int.TryParse(ConstantText(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Integer arithmetic, wrapping as unchecked C# does.</summary>
    private Value? FoldIntegers(Opaque opaque)
    {
        int? a = Integer(opaque.Arguments[0]), b = Integer(opaque.Arguments[1]);
        char symbol = opaque.Template[4];
        if (a is { } x && b is { } y)
        {
            int number = unchecked(symbol switch { '+' => x + y, '-' => x - y, _ => x * y });
            return Number(IrType.Int, number.ToString(CultureInfo.InvariantCulture));
        }

        return (symbol, a, b) switch
        {
            ('+' or '-', _, 0) or ('*', _, 1) => opaque.Arguments[0],
            ('+', 0, _) or ('*', 1, _) => opaque.Arguments[1],
            _ => null,
        };
    }
}
