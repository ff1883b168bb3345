using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// Makes of a method with sites one without them, whose value is the same and whose derivative is an unbiased estimate of that of the expectation. A draw on its path has
/// the derivative Σ ∂x/∂θ θ'; each term c of the result that of c + stop(c) S, where S sums log p(x; θ) over the draws that c depends on (Schulman, Heess, Weber and Abbeel, "Gradient
/// estimation using stochastic computation graphs", NeurIPS 2015). Ordinary reverse mode does the rest: S̄ at a site is the cost that follows its draw.
/// </summary>
internal sealed partial class Surrogate
{
    private const string Stop = "{0}";

    private readonly IrFunction _function;
    private readonly SiteChoices? _choices;
    private readonly HashSet<int> _paths;
    private readonly List<ScoreSum> _sums;
    private readonly ScoreSums? _charges;
    private readonly IrBuilder _builder;
    private readonly Dictionary<int, Value> _pathOf = [];

    /// <summary>The score sums whose scope has begun, by their numbers.</summary>
    private readonly Dictionary<int, Value> _state = [];
    private readonly int[] _baselines;
    private readonly Dictionary<int, Value> _meanOf = [];
    private readonly HashSet<int> _withBaseline = [];

    /// <summary>Sites whose score waits for the baseline that the method gives behind the draw.</summary>
    private readonly Dictionary<int, Opaque> _waiting = [];

    /// <summary>Where it is to have second derivatives: nothing but operations that have them stands for sites then.</summary>
    private SecondOrder? _second;
    private Value? _weight;
    private Value? _credits;
    private int _number;

    private Surrogate(IrFunction function, SiteChoices? choices, IEnumerable<int> paths)
    {
        _function = function;
        _choices = choices;
        _paths = [.. paths];
        _charges = choices is null ? null : new ScoreSums(choices);
        _sums = _charges?.All ?? [];
        _forward = _charges is null ? ImmutableDictionary<int, ForwardLoop>.Empty : ForwardLoops.Of(function, choices!, _charges);
        _baselines = choices is null ? [] : Scored(function, choices).Select(OriginalOf).ToArray();
        _builder = new IrBuilder(function.NextId);
        _withBaseline.UnionWith(IrRewriter.Walk(function.Body).OfType<SiteBaseline>().Select(b => b.Draw.Id));
    }

    /// <summary>The sites that score, in the order of their baselines; copies of one share its.</summary>
    public static ImmutableArray<Opaque> Scored(IrFunction function, SiteChoices choices) =>
        ActiveSites.Of(function).Where(o => choices.Sites[o.Result!.Id].Route is SiteRoute.Score or SiteRoute.Both).GroupBy(OriginalOf).Select(g => g.First()).ToImmutableArray();

    private static int OriginalOf(Opaque site) => site.Site!.Of < 0 ? site.Result!.Id : site.Site.Of;

    /// <summary>The method with the paths of these draws, and nothing by scores.</summary>
    public static IrFunction Paths(IrFunction function, IEnumerable<int> paths)
    {
        var surrogate = new Surrogate(function, null, paths);
        Region body = surrogate.Visit(function.Body, -1, 0, []);
        return function.With(body, surrogate._builder.NextId);
    }

    /// <summary>The surrogate. It has two parameters more: a weight of all derivatives, and where the baselines of the sites are and their costs go.</summary>
    public static IrFunction Run(IrFunction function, SiteChoices choices) =>
        new Surrogate(function, choices, choices.Sites.Where(s => s.Value.Route is SiteRoute.Path or SiteRoute.Both).Select(s => s.Key)).Whole();

    /// <summary>The surrogate of second order: a draw on its path is x + g(θ, z) − stop g(θ, z), a term c of the result c exp(S − stop S). It has the parameters of the method, and no baselines.</summary>
    public static IrFunction RunTwice(IrFunction function, SiteChoices choices)
    {
        var surrogate = new Surrogate(function, choices, choices.Sites.Where(s => s.Value.Route is SiteRoute.Path or SiteRoute.Both).Select(s => s.Key));
        surrogate._second = new SecondOrder(surrogate._builder);
        Region body = surrogate.Visit(function.Body, -1, 0, []);
        return function.With(body, surrogate._builder.NextId);
    }

    /// <summary>The method without the marks of its paths: they are what they stand for.</summary>
    public static Region WithoutPaths(Region body)
    {
        var same = new Dictionary<Value, Value>();
        foreach (Op op in IrRewriter.Walk(body))
        {
            if (IsMark(op))
            {
                same[op.Results[0]] = op.Operands[0];
            }
        }

        Region Without(Region region) => new(region.Ops.Where(o => !IsMark(o)).Select(o => IrRewriter.Map(Bare(o), v => v, Without)).ToImmutableArray(), region.Yields);

        return IrRewriter.Walk(body).Any(o => o is Opaque { Pullback: not null }) || same.Count > 0 ? IrRewriter.Substitute(Without(body), same) : body;
    }

    /// <summary>What is zero in the forward sweep needs none of the operands that it hands gradients to.</summary>
    private static Op Bare(Op op) => op is Opaque { Pullback: not null, Template: "0", Result: { } result } ? new Constant(op.Origin, result, "0") : op;

    private static bool IsMark(Op op) => op is Apply { Primitive: PrimitiveTable.Attach } or Opaque { Pullback: not null, Template: Stop };

    private IrFunction Whole()
    {
        IrType real = _function.ResultType!, baselines = new(CompanionNames.Credits, RealKind.None, BufferKind.None, "", false);
        _weight = _builder.New(real, Name("weight"));
        _credits = _builder.New(baselines, Name("credits"));
        Region body = Visit(_function.Body, -1, 0, []);
        _builder.Open();
        Value estimate = body.Yields[0];
        Value attached = _builder.Apply(PrimitiveTable.Attach, real, estimate, _builder.Apply("Multiply", real, _weight, estimate));
        Region end = _builder.Close();
        int first = _function.Parameters.Length;
        return new IrFunction(
            _function.Key,
            _function.Name,
            _function.Parameters.Add(Parameter(_weight)).Add(Parameter(_credits)),
            real,
            new Region(body.Ops.AddRange(end.Ops), body.Yields.SetItem(0, attached)),
            _builder.NextId,
            _function.Origins)
        {
            Title = _function.Title,
            CallName = _function.CallName,
            DeclaringType = _function.DeclaringType,
            NamesPrivateMembers = _function.NamesPrivateMembers,
            IsVisible = _function.IsVisible,
            IsMarked = _function.IsMarked,
            Arguments = _function.Arguments.Add(Argument(_weight, first)).Add(Argument(_credits, first + 1)),
            Outputs = _function.Outputs,
        };

        static IrParameter Parameter(Value value) => new(value, value.Name!, value.Type.Text + " " + value.Name, null, true, false);

        static IrArgument Argument(Value value, int at) => new(value.Name!, value.Type.Text + " " + value.Name, null, value.Type, Passing.Value, at, 1, true);
    }

    private string Name(string stem)
    {
        while (_function.Arguments.Any(a => a.Name.TrimStart('@') == stem))
        {
            stem += "_";
        }

        return stem;
    }

    /// <param name="region">The region.</param>
    /// <param name="holder">The number of the operation that holds it.</param>
    /// <param name="slot">Which of its regions it is.</param>
    /// <param name="yielded">The sums that it yields besides.</param>
    private Region Visit(Region region, int holder, int slot, IReadOnlyList<int> yielded)
    {
        _builder.Open();
        SecondRun? second = slot is CostTerms.Body && _running.TryGetValue(holder, out SecondRun? running) ? running : null;
        int[] own = slot is CostTerms.Body || holder < 0 ? Enumerable.Range(0, _sums.Count).Where(k => _sums[k].Scope == holder || second?.Plan.Scores.Any(s => s.Number == k) == true).ToArray() : [];
        foreach (int k in own)
        {
            _state[k] = _builder.Zero(_function.ResultType!);
        }

        foreach (Op op in region.Ops)
        {
            _builder.Origin = op.Origin;
            Visit(op, _number++);
        }

        ImmutableArray<Value> yields = region.EndsInThrow && region.Yields.IsEmpty
            ? region.Yields
            : region.Yields.Select((v, k) => region.EndsInThrow ? v : Entered(v, UseOf(holder, slot, k), holder)).Concat(yielded.Select(k => _state[k])).ToImmutableArray();
        yields = second is null ? yields : Paid(yields, second);
        foreach (int k in own)
        {
            _state.Remove(k);
        }

        return _builder.Close(yields);
    }

    private readonly Dictionary<int, Op> _holders = [];

    private Use UseOf(int holder, int slot, int output) => holder < 0 ? new Use(-1, output) : slot == CostTerms.Condition ? new Use(-2, 0) : new Use(_holders[holder].Results[output].Id, slot);

    private void Visit(Op op, int at)
    {
        _holders[at] = op;
        switch (op)
        {
            case Opaque { Site: not null } site:
                Site((Opaque)Used(site, at));
                break;
            case SiteBaseline baseline when _waiting.TryGetValue(baseline.Draw.Id, out Opaque? drawn):
                Score(drawn, baseline);
                break;
            case SiteBaseline or SiteTemperature:
                break;
            case If branch:
                {
                    int[] touched = Touched(branch);
                    Dictionary<int, Value> before = new(_state);
                    var used = (If)Used(branch, at);
                    Region then = Visit(branch.Then, at, CostTerms.Then, touched);
                    Restore(before);
                    Region otherwise = Visit(branch.Else, at, CostTerms.Else, touched);
                    Restore(before);
                    Value[] after = Fresh(touched);
                    List<Op> charged = [];
                    _builder.Add(used with { Outputs = Whole(branch.Outputs, charged).AddRange(after), Then = then, Else = otherwise });
                    _builder.AddRange(charged);
                    break;
                }

            case For or While when _forward.TryGetValue(at, out ForwardLoop? plan):
                Twice(op, at, plan);
                break;
            case For loop:
                {
                    int[] touched = Touched(loop);
                    var used = (For)Used(loop, at);
                    ImmutableArray<Value> initial = Initial(loop.Initial, loop.Outputs, at).AddRange(touched.Select(k => _state[k]));
                    ImmutableArray<Value> carried = loop.Carried.AddRange(Fresh(touched));
                    Region body = Visit(loop.Body, at, CostTerms.Body, touched);
                    _builder.Add(used with { Initial = initial, Carried = carried, Outputs = loop.Outputs.AddRange(Fresh(touched)), Body = body });
                    break;
                }

            case While loop:
                {
                    int[] touched = Touched(loop);
                    ImmutableArray<Value> initial = Initial(loop.Initial, loop.Outputs, at).AddRange(touched.Select(k => _state[k]));
                    ImmutableArray<Value> carried = loop.Carried.AddRange(Fresh(touched));
                    Region condition = Visit(loop.Condition, at, CostTerms.Condition, []);
                    Region body = Visit(loop.Body, at, CostTerms.Body, touched);
                    _builder.Add(loop with { Initial = initial, Carried = carried, Outputs = loop.Outputs.AddRange(Fresh(touched)), Condition = condition, Body = body });
                    break;
                }

            case Apply { Primitive: "FromInteger" } convert when IsMean(convert.Arguments[0], at):
                // n + μ(θ) − stop μ(θ)
                Value plain = _builder.Apply("FromInteger", convert.Result.Type, convert.Arguments[0]);
                Value moved = _builder.Apply("Add", convert.Result.Type, plain, Partials.Converted(_builder, _meanOf[convert.Arguments[0].Id], convert.Result.Type));
                _builder.Add(new Apply(op.Origin, convert.Result, PrimitiveTable.Attach, ImmutableArray.Create(plain, moved)));
                break;
            case Apply apply:
                _builder.Add(apply with { Arguments = apply.Arguments.Select((a, k) => Entered(a, new Use(apply.Result.Id, k), at)).ToImmutableArray() });
                break;
            default:
                _builder.Add(Used(op, at));
                break;
        }
    }

    private ImmutableArray<Value> Initial(ImmutableArray<Value> initial, ImmutableArray<Value> outputs, int at) =>
        initial.Select((v, k) => Entered(v, new Use(outputs[k].Id, CostTerms.Initial), at)).ToImmutableArray();

    /// <summary>The operation with paths in the place of draws; its regions and results stay.</summary>
    private Op Used(Op op, int at)
    {
        var results = new HashSet<Value>(op.Results.Concat(IrRewriter.RegionArguments(op)));
        return IrRewriter.Map(op, v => results.Contains(v) ? v : Used(v, at), r => r);
    }

    /// <summary>A draw, as the operation of this number uses it: the path, or the draw itself.</summary>
    private Value Used(Value value, int at) => value.Type.IsReal && IsMean(value, at) ? _meanOf[value.Id] : _pathOf.TryGetValue(value.Id, out Value? path) && !(_choices is not null && _choices.Sites[value.Id].PlainUses.Contains(at)) ? path : value;

    /// <summary>The operation of this number uses a draw as its mean.</summary>
    private bool IsMean(Value draw, int at) => _choices is not null && _choices.Sites.TryGetValue(draw.Id, out SiteChoice? choice) && choice.MeanUses.Contains(at);

    /// <summary>A term c of the result, charged with S: its derivative is c' + c S'.</summary>
    private Value Entered(Value value, Use use, int at)
    {
        value = Used(value, at);
        int[] sums = _charges is null || !value.Type.IsReal ? [] : _charges.OfTerm(use).Where(k => !_paid.Contains(k) && !_inParts.Contains((use, k))).ToArray();
        if (sums.Length == 0)
        {
            return value;
        }

        if (_second is not null)
        {
            return _second.Boxed(value, ScoresOf(sums));
        }

        return _builder.Apply(PrimitiveTable.Attach, value.Type, value, Charged(value, sums, k => _foretold.TryGetValue((use, k), out Value? known) ? known : value));
    }

    private Value ScoresOf(IEnumerable<int> sums) => sums.Select(k => _state[k]).Aggregate((a, b) => _builder.Apply("Add", _function.ResultType!, a, b));

    /// <summary>c + stop(c) S, where c may be known from elsewhere.</summary>
    private Value Charged(Value value, int[] sums, System.Func<int, Value> cost)
    {
        Value charged = value;
        foreach (IGrouping<Value, int> alike in sums.GroupBy(cost))
        {
            Value score = ScoresOf(alike), stopped = _builder.Pure(value.Type, Stop, Precedences.Call, alike.Key);
            charged = _builder.Apply("Add", value.Type, charged, _builder.Apply("Multiply", value.Type, stopped, Partials.Converted(_builder, score, value.Type)));
        }

        return charged;
    }

    /// <summary>The sums whose scope has begun and that a site in an operation adds to.</summary>
    private int[] Touched(Op op)
    {
        var sites = new HashSet<int>(IrRewriter.Inside(op).OfType<Opaque>().Where(o => o.Site is not null).Select(o => o.Result!.Id));
        return _state.Keys.Where(k => _sums[k].Sites.Any(sites.Contains)).OrderBy(k => k).ToArray();
    }

    private Value[] Fresh(int[] sums)
    {
        foreach (int k in sums)
        {
            _state[k] = _builder.New(_function.ResultType!);
        }

        return sums.Select(k => _state[k]).ToArray();
    }

    private void Restore(Dictionary<int, Value> state)
    {
        foreach (KeyValuePair<int, Value> sum in state)
        {
            _state[sum.Key] = sum.Value;
        }
    }
}
