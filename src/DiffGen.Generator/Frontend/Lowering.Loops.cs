using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// Loops. A counted <c>for</c> keeps its index, bound and step; every other loop becomes a <c>while</c>. The variables that the body
/// assigns are carried; a loop that <c>break</c> or <c>return</c> may leave carries a flag besides.
/// </summary>
internal sealed partial class Lowering
{
    private void LowerFor(IForLoopOperation loop)
    {
        if (Counted(loop) is { } counted)
        {
            Value start = LowerExpression(counted.Start);
            Value bound = LowerExpression(counted.Bound);
            Value step = counted.Step is null ? _builder.Int(counted.StepSign) : LowerExpression(counted.Step);
            if (counted.Step is not null && counted.StepSign < 0)
            {
                step = _builder.Pure(step.Type, "-{0}", Precedences.Unary, step);
            }

            Value index = _builder.New(Read(counted.Index.Type), SignatureReader.Identifier(counted.Index.Name));
            Loop(loop, loop.Body, index, () => _environment[counted.Index] = index, (origin, initial, carried, body, results, exit, _) =>
                new For(origin, results, index, start, bound, counted.Comparison, step, initial, carried, body, exit), counter: counted.Index);
            return;
        }

        foreach (IOperation before in loop.Before)
        {
            if (before is IVariableDeclarationGroupOperation group)
            {
                Declare(group);
            }
            else
            {
                LowerEffect(before is IExpressionStatementOperation e ? e.Operation : before);
            }
        }

        LowerConditional(loop, loop.Condition, loop.Body, loop.AtLoopBottom);
    }

    private void LowerWhile(IWhileLoopOperation loop)
    {
        if (loop.ConditionIsTop)
        {
            LowerConditional(loop, loop.Condition, loop.Body, ImmutableArray<IOperation>.Empty);
            return;
        }

        // do { body } while (condition): the body, then the flag.
        WhileNotDone(loop, () =>
        {
            LowerBody(loop.Body);
            UnlessDone(() => Finish(Not(LowerExpression(loop.Condition!))));
        });
    }

    /// <summary>A loop with its condition at the top. A condition that writes becomes a part of the body.</summary>
    private void LowerConditional(ILoopOperation loop, IOperation? condition, IOperation body, ImmutableArray<IOperation> bottom)
    {
        if (condition is not null && (Writes(condition) || _known.WritingConditions.Contains(loop.Syntax)))
        {
            WhileNotDone(loop, () =>
                Branch(
                    LowerExpression(condition),
                    () =>
                    {
                        LowerBody(body);
                        UnlessDone(() => Bottom(bottom));
                    },
                    () => Finish(_builder.Constant(IrType.Bool, "true"))));
            return;
        }

        Loop(loop, body, null, () => { }, (origin, initial, carried, region, results, _, test) => new While(origin, results, initial, carried, test!, region), bottom, carriedExit =>
        {
            Value Test() => condition is null ? _builder.Constant(IrType.Bool, "true") : LowerExpression(condition);
            return carriedExit is null ? Test() : condition is null ? Not(carriedExit) : And(Not(carriedExit), Test);
        });
    }

    /// <summary>The flag of the innermost loop that runs until its body finishes it.</summary>
    private object? _done;

    private void Finish(Value done) => _environment[_done!] = done;

    private void UnlessDone(Action then)
    {
        if (!_builder.IsDead)
        {
            Branch(Not(_environment[_done!]!), then, () => { });
        }
    }

    /// <summary>A loop that runs until its body calls <see cref="Finish"/>, or leaves.</summary>
    private void WhileNotDone(ILoopOperation loop, Action body)
    {
        object? outer = _done;
        var scope = new JumpScope(loop.ExitLabel, loop.ContinueLabel, isLoop: true);
        Carry(loop, scope, alwaysExits: true, null, () => { }, () =>
        {
            _done = scope.Exit;
            body();
            _done = outer;
        }, exit => Not(exit!), (origin, initial, carried, region, results, _, test) => new While(origin, results, initial, carried, test!, region));
    }

    /// <summary>Makes the loop operation of its parts.</summary>
    private delegate Op MakeLoop(int origin, ImmutableArray<Value> initial, ImmutableArray<Value> carried, Region body, ImmutableArray<Value> results, int exit, Region? condition);

    private void Loop(ILoopOperation loop, IOperation body, Value? index, Action enter, MakeLoop make, ImmutableArray<IOperation> bottom = default, Func<Value?, Value>? condition = null, ISymbol? counter = null)
    {
        var scope = new JumpScope(loop.ExitLabel, loop.ContinueLabel, isLoop: true);
        bool exits = Nested(body).Any(o => o is IReturnOperation || (o is IBranchOperation b && (SymbolEqualityComparer.Default.Equals(b.Target, loop.ExitLabel) || IsOuter(b))));
        Carry(loop, scope, exits, index, enter, () =>
        {
            LowerBody(body);
            if (counter is not null && !_builder.IsDead && !Equals(_environment[counter], index))
            {
                throw new LowerAgainException(known => known.Assigned.Add((loop.Syntax, counter)));
            }

            if (!bottom.IsDefaultOrEmpty && !_builder.IsDead)
            {
                if (exits)
                {
                    Branch(Not(_environment[scope.Exit]!), () => Bottom(bottom), () => { });
                }
                else
                {
                    Bottom(bottom);
                }
            }
        }, condition, make);

        bool IsOuter(IBranchOperation branch) => _scopes.Any(s => SymbolEqualityComparer.Default.Equals(s.BreakLabel, branch.Target) || SymbolEqualityComparer.Default.Equals(s.ContinueLabel, branch.Target));
    }

    private void LowerBody(IOperation body) => LowerStatements([body], 0, null);

    private void Bottom(ImmutableArray<IOperation> bottom)
    {
        foreach (IOperation step in bottom)
        {
            _builder.Origin = _origins.Part(step.Syntax, _statement);
            LowerEffect(step is IExpressionStatementOperation e ? e.Operation : step);
        }
    }

    /// <summary>What all loops share: the carried variables enter as arguments, leave as results.</summary>
    private void Carry(ILoopOperation loop, JumpScope scope, bool alwaysExits, Value? index, Action enter, Action body, Func<Value?, Value>? condition, MakeLoop make)
    {
        int origin = _builder.Origin;
        CheckpointSchedule schedule = ScheduleOf(loop);
        HashSet<object> assigned = AssignedIn(loop, loop);
        if (alwaysExits)
        {
            _environment[scope.Exit] = _builder.Constant(IrType.Bool, "false");
            assigned.Add(scope.Exit);
        }

        bool returns = Nested(loop).Any(o => o is IReturnOperation);
        if (returns)
        {
            assigned.Add(_returned);
            assigned.Add(_result);
        }

        foreach (JumpScope outer in _scopes)
        {
            if (returns || Nested(loop).OfType<IBranchOperation>().Any(b => SymbolEqualityComparer.Default.Equals(b.Target, outer.BreakLabel) || SymbolEqualityComparer.Default.Equals(b.Target, outer.ContinueLabel)))
            {
                assigned.Add(outer.Exit);
                assigned.Add(outer.Skip);
            }
        }

        Dictionary<object, Value?> before = Snapshot();
        object[] variables = before.Keys.Where(assigned.Contains).ToArray();
        var initial = ImmutableArray.CreateBuilder<Value>();
        var carried = ImmutableArray.CreateBuilder<Value>();
        var results = ImmutableArray.CreateBuilder<Value>();
        var inside = new Dictionary<object, Value>();
        var behind = new Dictionary<object, Value>();
        var groups = new List<Places>();
        var placed = new Dictionary<object, Places>();
        var insidePlace = new Dictionary<object, BufferPlace>();
        var behindPlace = new Dictionary<object, BufferPlace>();
        var homes = new List<(object Variable, Value Home)>();
        foreach (object variable in variables)
        {
            IrType type = before[variable]?.Type ?? TypeOf(variable);
            if (before[variable] is { } found && HasHome(loop, variable))
            {
                Value home = Home(variable, found);
                homes.Add((variable, home));
                continue;
            }

            if (type.IsBuffer && type.Buffer != BufferKind.Jagged && before[variable] is { } buffer)
            {
                Places places = groups.FirstOrDefault(g => g.Type.Text == type.Text) ?? Opened(type);
                placed[variable] = places;
                ImmutableArray<Value> numbers = Numbers(places.Known[buffer.Id]);
                initial.AddRange(numbers);
                insidePlace[variable] = FreshPlace(numbers.Length, carried);
                behindPlace[variable] = FreshPlace(numbers.Length, results);
                continue;
            }

            if (IrArgument.LeavesOf(type, false).Any(l => l.Type.IsBuffer))
            {
                throw ReferenceEquals(variable, _result)
                    ? Refuse(loop, "returning a buffer from inside a loop", "keep it in a variable, leave the loop with 'break' and return it there")
                    : Refuse(loop, "assigning the buffer variable '" + NameOf(variable) + "' in a loop", before[variable] is null ? "assign it before the loop too, or declare it in the loop" : "copy its elements, or index one buffer");
            }

            initial.AddRange(LeavesOf(before[variable] ?? DefaultValue(type)));
            inside[variable] = Fresh(variable, type, carried);
            behind[variable] = Fresh(variable, type, results);
        }

        foreach ((object variable, Value home) in homes)
        {
            before[variable] = home;
        }

        Places Opened(IrType type)
        {
            Places places = OpenPlaces(loop, type, variables, before, homes.Select(h => h.Home));
            groups.Add(places);
            return places;
        }

        BufferPlace FreshPlace(int count, ImmutableArray<Value>.Builder leaves)
        {
            Value[] numbers = Enumerable.Range(0, count).Select(_ => _builder.New(IrType.Int)).ToArray();
            leaves.AddRange(numbers);
            return new BufferPlace(numbers[0], count > 1 ? numbers[1] : null, count > 1 ? numbers[2] : null);
        }

        Value Fresh(object variable, IrType type, ImmutableArray<Value>.Builder leaves)
        {
            string? name = NameOf(variable);
            Value[] fresh = IrArgument.LeavesOf(type, false).Select(l => _builder.New(l.Type, name is null ? null : l.Path.IsEmpty ? name : name.TrimStart('@') + l.Suffix)).ToArray();
            leaves.AddRange(fresh);
            return OfLeaves(type, fresh);
        }

        void Enter()
        {
            _environment = new Dictionary<object, Value?>(before);
            foreach (object variable in variables.Where(v => placed.ContainsKey(v) || inside.ContainsKey(v)))
            {
                // Choosing a buffer replaces the environment: it comes first.
                Value start = placed.TryGetValue(variable, out Places? places) ? AtPlace(places, insidePlace[variable]) : inside[variable];
                _environment[variable] = start;
            }
        }

        Value? exit = alwaysExits ? inside[scope.Exit] : null;
        Region? conditionRegion = null;
        _places.AddRange(groups);
        if (condition is not null)
        {
            _builder.Open();
            Enter();
            DeclarePatternVariables(loop);
            Dictionary<object, Value?> entered = Snapshot();
            Value holds = condition(exit);
            conditionRegion = _builder.Close(holds);
            if (ChangedSince(before.Keys, entered).Any() || WritesMemory(conditionRegion))
            {
                throw new LowerAgainException(known => known.WritingConditions.Add(loop.Syntax));
            }
        }

        _builder.Open();
        Enter();
        enter();
        DeclarePatternVariables(loop);
        _environment[scope.Skip] = _builder.Constant(IrType.Bool, "false");
        Dictionary<object, Value?> started = Snapshot();
        _scopes.Push(scope);
        body();
        _scopes.Pop();
        if (!_builder.IsDead)
        {
            object[] unseen = ChangedSince(before.Keys.Except(variables), started).ToArray();
            if (unseen.Length > 0)
            {
                throw new LowerAgainException(known => known.Assigned.UnionWith(unseen.Select(v => (loop.Syntax, v))));
            }

            RequirePlaces(loop, placed);
            GoHome(homes);
        }

        ImmutableArray<Value> yields = variables.Where(v => placed.ContainsKey(v) || inside.ContainsKey(v)).SelectMany(v => placed.TryGetValue(v, out Places? places) ? Numbers(_builder.IsDead ? insidePlace[v] : places.Known[_environment[v]!.Id]) : LeavesOf(_environment[v]!)).ToImmutableArray();
        Region region = _builder.Close(yields);
        _places.RemoveRange(_places.Count - groups.Count, groups.Count);

        _environment = before;
        foreach (object variable in variables.Where(behind.ContainsKey))
        {
            _environment[variable] = behind[variable];
        }

        _environment.Remove(scope.Exit);
        _builder.Origin = origin;
        _builder.Add(make(origin, initial.ToImmutable(), carried.ToImmutable(), region, results.ToImmutable(), alwaysExits ? carried.IndexOf(exit!) : -1, conditionRegion) switch
        {
            For counted => counted with { Schedule = schedule },
            While other => other with { Schedule = schedule },
            Op op => op,
        });
        foreach (object variable in variables.Where(placed.ContainsKey))
        {
            Value after = AtPlace(placed[variable], behindPlace[variable]);
            _environment[variable] = after;
        }
    }

    /// <summary>The variables with another value than they had.</summary>
    private IEnumerable<object> ChangedSince(IEnumerable<object> variables, Dictionary<object, Value?> before) => variables.Where(v => !Equals(_environment[v], before[v]));

    private static bool WritesMemory(Region region) => IrRewriter.Walk(region).Any(o => o is Store or Fill or Copy || (o is Call call && call.Arguments.Any(a => a.Type is { IsBuffer: true, Buffer: not BufferKind.ReadOnlySpan })));

    /// <summary>The calls of <c>Diff.Checkpoint</c> that say something about a loop.</summary>
    private readonly HashSet<IInvocationOperation> _markers = [];

    private static bool IsMarker(IInvocationOperation call) => call.TargetMethod is { Name: "Checkpoint", ContainingType: { Name: "Diff", ContainingNamespace: { Name: "DiffGen", ContainingNamespace.IsGlobalNamespace: true } } };

    /// <summary>What <c>Diff.Checkpoint</c> says, as the first statement of the body of a loop.</summary>
    private CheckpointSchedule ScheduleOf(ILoopOperation loop)
    {
        if (loop.Body is not IBlockOperation { Operations: [IExpressionStatementOperation { Operation: IInvocationOperation marker }, ..] } || !IsMarker(marker))
        {
            return CheckpointSchedule.None;
        }

        _markers.Add(marker);
        return marker.Arguments.IsEmpty ? CheckpointSchedule.SquareRoot : marker.Arguments[0].Value.ConstantValue switch
        {
            { HasValue: true, Value: 0 } => CheckpointSchedule.SquareRoot,
            { HasValue: true, Value: 1 } => CheckpointSchedule.Logarithmic,
            _ => throw Refuse(marker, "a schedule that is no member of CheckpointSchedule", "write CheckpointSchedule.SquareRoot or CheckpointSchedule.Logarithmic"),
        };
    }

    private IrType TypeOf(object variable) => variable switch
    {
        ILocalSymbol local => Read(local.Type),
        _ when ReferenceEquals(variable, s_receiver) => Read(_method.ContainingType),
        IParameterSymbol parameter => Read(parameter.Type),
        _ when ReferenceEquals(variable, _result) => Read(_returnType),
        _ => IrType.Bool,
    };

    private void LowerForEach(IForEachLoopOperation loop)
    {
        ITupleOperation? taken = Unwrapped(loop.LoopControlVariable) as ITupleOperation;
        ILocalSymbol? element = (loop.LoopControlVariable as IVariableDeclaratorOperation)?.Symbol;
        if (taken is null && element is not { RefKind: RefKind.None })
        {
            throw Refuse(loop, element is null ? "this 'foreach'" : "a 'foreach' by reference", element is null ? "loop over a span, an array or a list with one loop variable" : "loop over its indices");
        }

        IOperation collection = loop.Collection is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : loop.Collection;
        IrType type = Read(collection.Type!);
        ConstantList? list = type.IsBuffer ? null : ConstantList.Of(collection.Type!) ?? throw Refuse(loop, "'foreach' over '" + collection.Type + "'", "loop over a span, an array, a list or a string; ToArray() makes an array of anything else");
        Value buffer = LowerExpression(collection);
        buffer = type.Buffer == BufferKind.Matrix ? InRows(buffer) : buffer;
        Value start = _builder.Int(0), step = _builder.Int(1);
        Value bound = list is null ? Count(buffer)
            : _builder.Add(new Opaque(_builder.Origin, _builder.New(IrType.Int), "{0}." + list.Count, ImmutableArray.Create(buffer), list.Effect, Precedences.Call) { Active = ActiveOperands.Refused }).Result!;
        Value index = _builder.New(IrType.Int, "i");
        void Enter()
        {
            Value item = list is not null ? Item(list, buffer, index) : element is null ? LoadElement(buffer, index) : LoadElement(buffer, index, Read(element.Type));
            item = element is null ? item : Convert(item, Read(element.Type), loop);
            if (taken is not null)
            {
                Deconstruct(LowerTargets(taken), item, loop);
            }
            else
            {
                Assign(element!, item, SignatureReader.Identifier(element!.Name));
            }
        }

        Loop(loop, loop.Body, index, Enter, (origin, initial, carried, body, results, exit, _) =>
            new For(origin, results, index, start, bound, "<", step, initial, carried, body, exit));
    }

    private Value Item(ConstantList list, Value collection, Value index)
    {
        IrType type = Read(list.Element);
        Value item = _builder.Add(new Opaque(_builder.Origin, _builder.New(type.IsComposite ? Plain(type) : type), NumbersOf(type, "{0}[{1}]"), ImmutableArray.Create(collection, index), list.Effect, Precedences.Call) { Active = ActiveOperands.Refused }).Result!;
        return type.IsComposite ? Decomposed(item, type) : item;
    }

    private sealed record CountedLoop(ILocalSymbol Index, IOperation Start, IOperation Bound, string Comparison, IOperation? Step, int StepSign);

    /// <summary><c>for (int i = start; i &lt; bound; i += step)</c>, bound and step the same in every iteration, i assigned nowhere else.</summary>
    private CountedLoop? Counted(IForLoopOperation loop)
    {
        if (loop.Before.Length != 1
            || loop.Before[0] is not IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [{ Symbol: { } index } declarator] } declaration] }
            || (declarator.Initializer ?? declaration.Initializer)?.Value is not { } start
            || index.Type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64)
            || loop.Condition is not IBinaryOperation condition
            || condition.LeftOperand is not ILocalReferenceOperation { Local: { } compared }
            || !SymbolEqualityComparer.Default.Equals(compared, index)
            || loop.AtLoopBottom.Length != 1
            || loop.AtLoopBottom[0] is not IExpressionStatementOperation { Operation: { } increment })
        {
            return null;
        }

        IOperation? step = null;
        int sign;
        switch (increment)
        {
            case IIncrementOrDecrementOperation { Target: ILocalReferenceOperation { Local: { } target } } unit when SymbolEqualityComparer.Default.Equals(target, index):
                sign = unit.Kind == OperationKind.Increment ? 1 : -1;
                break;
            case ICompoundAssignmentOperation { Target: ILocalReferenceOperation { Local: { } target }, OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } compound when SymbolEqualityComparer.Default.Equals(target, index):
                sign = compound.OperatorKind == BinaryOperatorKind.Add ? 1 : -1;
                step = compound.Value;
                break;
            default:
                return null;
        }

        string? comparison = (condition.OperatorKind, sign) switch
        {
            (BinaryOperatorKind.LessThan, 1) => "<",
            (BinaryOperatorKind.LessThanOrEqual, 1) => "<=",
            (BinaryOperatorKind.GreaterThan, -1) => ">",
            (BinaryOperatorKind.GreaterThanOrEqual, -1) => ">=",
            _ => null,
        };
        if (comparison is null)
        {
            return null;
        }

        // A step known to be positive: the trip count follows from the bounds.
        if (step is not null && (step.ConstantValue is not { HasValue: true, Value: int n } || n <= 0))
        {
            return null;
        }

        HashSet<object> assigned = AssignedIn(loop, loop.Body);
        bool invariant = !assigned.Contains(index) && IsInvariant(condition.RightOperand, assigned) && condition.RightOperand.Type?.SpecialType == index.Type.SpecialType;
        return invariant ? new CountedLoop(index, start, condition.RightOperand, comparison, step, sign) : null;
    }

    /// <summary>The same in every iteration: constants, variables that are not assigned, lengths of buffers, and integer arithmetic on them.</summary>
    private bool IsInvariant(IOperation operation, HashSet<object> assigned) => operation switch
    {
        _ when operation.ConstantValue.HasValue => true,
        ILiteralOperation => true,
        ILocalReferenceOperation local => IsStill(local.Local, assigned),
        IParameterReferenceOperation parameter => IsStill(parameter.Parameter, assigned),
        IPropertyReferenceOperation { Property: { Name: "Length" }, Instance: { } instance } => Read(instance.Type!).IsBuffer && IsInvariant(instance, assigned),
        IInvocationOperation { TargetMethod: { Name: "GetLength", ContainingType.SpecialType: SpecialType.System_Array }, Instance: { } instance } call => Read(Unconverted(instance).Type!).IsBuffer && IsInvariant(Unconverted(instance), assigned) && IsInvariant(call.Arguments[0].Value, assigned),
        IInvocationOperation call when IsTable(call.TargetMethod) => call.Arguments.All(a => IsInvariant(a.Value, assigned)),
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } => true,
        IFieldReferenceOperation { Instance: { Type: { } holder } instance } when Read(holder) is { IsComposite: true, IsModel: false } => IsInvariant(instance, assigned),
        IPropertyReferenceOperation { Instance: { Type: { } holder } instance } property when Read(holder) is { IsComposite: true } composite
            => (composite.IsModel ? ParameterTypes.KindOf(property.Property) is ParameterKind.View or ParameterKind.Part || property.Property.Name is ParameterClass.Parameters or ParameterClass.ParameterCount : property.Arguments.IsEmpty && PartIndex(composite, property.Property) >= 0) && IsInvariant(instance, assigned),
        IInstanceReferenceOperation => _self is null ? !assigned.Contains(s_receiver) : IsStill(_self, assigned),
        IConversionOperation { IsImplicit: true } conversion => IsInvariant(conversion.Operand, assigned),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide, OperatorMethod: null } binary
            => IsInvariant(binary.LeftOperand, assigned) && IsInvariant(binary.RightOperand, assigned),
        IUnaryOperation { OperatorMethod: null } unary => IsInvariant(unary.Operand, assigned),
        _ => false,
    };

    /// <summary>A variable that is not assigned; another name of an element may change with the element.</summary>
    private bool IsStill(ISymbol variable, HashSet<object> assigned) => _aliases.TryGetValue(variable, out Target? place) ? IsStill(place, assigned) : !assigned.Contains(variable);

    private static bool IsStill(Target place, HashSet<object> assigned) => RootOf(place) is Target.OfVariable { Key: var named } && !assigned.Contains(named);

    /// <summary>The variables that a loop, or its body alone, is seen to assign anywhere inside, and those that it was found to.</summary>
    private HashSet<object> AssignedIn(ILoopOperation loop, IOperation part)
    {
        var assigned = new HashSet<object>(_known.Assigned.Where(a => a.Loop == loop.Syntax).Select(a => a.Variable));
        Collect(part);
        return assigned;

        void Collect(IOperation from)
        {
            foreach (IOperation nested in Nested(from))
            {
                Visit(nested);
            }
        }

        void Visit(IOperation nested)
        {
            switch (nested)
            {
                case IInvocationOperation call when BodyInPlace(call) is { } body && _collecting.Add(body.Syntax):
                    Collect(body);
                    _collecting.Remove(body.Syntax);
                    break;
                case IAssignmentOperation assignment:
                    Target(assignment.Target);
                    break;
                case IIncrementOrDecrementOperation increment:
                    Target(increment.Target);
                    break;
                case IInvocationOperation { Instance: { } receiver } call when SignatureReader.MayAssignReceiver(call.TargetMethod):
                    Target(receiver);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                    Target(argument.Value);
                    break;
                case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                    assigned.Add(declared);
                    break;
                case IRecursivePatternOperation { DeclaredSymbol: { } declared }:
                    assigned.Add(declared);
                    break;
            }
        }

        void Place(Target place)
        {
            if (RootOf(place) is Lowering.Target.OfVariable variable)
            {
                assigned.Add(variable.Key);
            }
        }

        void Target(IOperation target)
        {
            switch (target)
            {
                case ILocalReferenceOperation { Local: { } aliased } when _aliases.TryGetValue(aliased, out Target? place):
                    Place(place);
                    break;
                case IParameterReferenceOperation { Parameter: { } aliased } when _aliases.TryGetValue(aliased, out Target? place):
                    Place(place);
                    break;
                case ILocalReferenceOperation local:
                    assigned.Add(local.Local);
                    break;
                case IParameterReferenceOperation parameter:
                    assigned.Add(parameter.Parameter);
                    break;
                case IInstanceReferenceOperation when _self is not null:
                    Place(_self);
                    break;
                case IInstanceReferenceOperation:
                    assigned.Add(s_receiver);
                    break;
                case IFieldReferenceOperation { Instance: { } instance }:
                    Target(instance);
                    break;
                case IPropertyReferenceOperation { Instance: { } instance } when instance.Type is { } holder && Read(holder).IsComposite:
                    Target(instance);
                    break;
                case IDeclarationExpressionOperation declaration:
                    Target(declaration.Expression);
                    break;
                case ITupleOperation tuple:
                    foreach (IOperation element in tuple.Elements)
                    {
                        Target(element);
                    }

                    break;
            }
        }
    }

    /// <summary>Whether evaluating an expression may write something, or call something that may.</summary>
    private static bool Writes(IOperation expression) => expression.DescendantsAndSelf().Any(o => o is IAssignmentOperation or IIncrementOrDecrementOperation or IObjectCreationOperation or IDeclarationPatternOperation or IRecursivePatternOperation
        || (o is IInvocationOperation call && !IsTable(call.TargetMethod) && call.TargetMethod is not { Name: "GetLength", ContainingType.SpecialType: SpecialType.System_Array }));
}
