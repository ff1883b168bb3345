using System.Collections.Immutable;
using System.Linq;

namespace DiffGen.Generator.Ir;

/// <summary>What an operation does besides giving its results.</summary>
internal enum Effect
{
    /// <summary>Nothing: it may be repeated, moved among pure operations, or left out.</summary>
    Pure,

    /// <summary>Reads memory that others may change: it may be left out, not repeated.</summary>
    Reads,

    /// <summary>Anything: it happens exactly once, in its order.</summary>
    Unknown,
}

/// <summary>How active operands meet an operation that has no derivative.</summary>
internal enum ActiveOperands
{
    /// <summary>The derivative is zero: comparisons, integer casts, lengths.</summary>
    Flat,

    /// <summary>There is no rule: an active operand is an error at the operation's origin.</summary>
    Refused,
}

/// <summary>A sequence of operations and the values it hands to the operation that holds it.</summary>
internal sealed record Region(ImmutableArray<Op> Ops, ImmutableArray<Value> Yields)
{
    public static readonly Region Empty = new(ImmutableArray<Op>.Empty, ImmutableArray<Value>.Empty);

    private WalkedOps _walked;

    /// <summary>Every operation of the region and of those inside, outer before inner, in order.</summary>
    public ImmutableArray<Op> Walked => _walked.Of(Ops);

    /// <summary>An operation of the region itself throws: what stands behind it, as the values of what was inlined and never returns, is not reached.</summary>
    public bool Throws => Ops.Any(o => o is Throw);

    /// <summary>Control never reaches the end of the region.</summary>
    public bool EndsInThrow => Ops.Length > 0 && (Ops[Ops.Length - 1] is Throw || (Ops[Ops.Length - 1] is If last && last.Then.EndsInThrow && last.Else.EndsInThrow));
}

/// <summary>An operation. <paramref name="Origin"/> is the ordinal of the piece of source it comes from (see <see cref="Origins"/>).</summary>
internal abstract record Op(int Origin)
{
    /// <summary>The number of a loop, a branch or a store in the forward sweep, or minus that number in the reverse sweep that undoes it; 0 for others.</summary>
    public int Mirror { get; init; }

    /// <summary>Its operands, where they are not kept as a list anyhow.</summary>
    protected KeptList<Value> Kept;

    /// <summary>The values it defines in the region that holds it.</summary>
    public virtual ImmutableArray<Value> Results => ImmutableArray<Value>.Empty;

    /// <summary>The values it reads, those read inside its own regions left out.</summary>
    public virtual ImmutableArray<Value> Operands => ImmutableArray<Value>.Empty;

    /// <summary>The regions it holds.</summary>
    public virtual ImmutableArray<Region> Regions => ImmutableArray<Region>.Empty;

    /// <summary>The values it defines inside its regions besides those of their operations: indices and carried values.</summary>
    public virtual ImmutableArray<Value> RegionArguments => ImmutableArray<Value>.Empty;

    /// <summary>A loop of which the user asks that not all iterations be recorded.</summary>
    public bool IsCheckpointed => this is For { Schedule: not CheckpointSchedule.None } or While { Schedule: not CheckpointSchedule.None };
}

/// <summary><c>result = text</c>, a constant in C# spelling.</summary>
internal sealed record Constant(int Origin, Value Result, string Text) : Op(Origin)
{
    public override ImmutableArray<Value> Results => Result.Alone;
}

/// <summary><c>result = primitive(arguments)</c>: a row of the primitive table.</summary>
internal sealed record Apply(int Origin, Value Result, string Primitive, ImmutableArray<Value> Arguments) : Op(Origin)
{
    public override ImmutableArray<Value> Results => Result.Alone;

    public override ImmutableArray<Value> Operands => Arguments;
}

/// <summary>C# that carries no derivative: <c>{0}</c>, <c>{1}</c>, … in the template are the arguments.</summary>
internal sealed record Opaque(int Origin, Value? Result, string Template, ImmutableArray<Value> Arguments, Effect Effect, int Precedence) : Op(Origin)
{
    public ActiveOperands Active { get; init; } = ActiveOperands.Flat;

    /// <summary>An integer cast of a real number: its derivative is lost.</summary>
    public bool IsIntegerCast { get; init; }

    /// <summary><c>Diff.Stop</c>, as the user wrote it.</summary>
    public bool IsStop { get; init; }

    /// <summary>Linear in its buffers: a tangent goes through it as the numbers do.</summary>
    public bool IsLinear { get; init; }

    /// <summary>It writes nothing but the spans that it is given to be written.</summary>
    public bool WritesSpansOnly { get; init; }

    /// <summary>It looks at its arguments, and does nothing or throws.</summary>
    public bool IsCheck => WritesSpansOnly && Result is null && Arguments.All(a => a.Type.Buffer is BufferKind.None or BufferKind.ReadOnlySpan);

    /// <summary>It puts noise times its third argument in the place of its second, a gradient buffer.</summary>
    public bool IsNodeCredit { get; init; }

    /// <summary>It gives an array of arrays, its first argument, a row at its second that is as long as its third, and zero.</summary>
    public bool IsNewRow { get; init; }

    /// <summary>The static member that it reads, where that may change between calls.</summary>
    public string? MutableState { get; init; }

    /// <summary>The number of its composite argument that it reads, where a field is read that not everyone sees: by its accessor.</summary>
    public HiddenLeaf? Hidden { get; init; }

    /// <summary>What a refused operand goes into, in words, where the template does not name it.</summary>
    public string? Called { get; init; }

    /// <summary>Where a refused operand would be stored, in words; null for a call.</summary>
    public string? Escape { get; init; }

    /// <summary>What is drawn, where this is a sampling site: the operands are the parameters of the distribution, then the stream.</summary>
    public IrSite? Site { get; init; }

    /// <summary>How reverse mode undoes it; null where nothing goes through it.</summary>
    public IrPullback? Pullback { get; init; }

    public override ImmutableArray<Value> Results => Result is null ? ImmutableArray<Value>.Empty : Result.Alone;

    public override ImmutableArray<Value> Operands => Arguments;
}

/// <summary><c>result = buffer[index]</c>, or a leaf of that element.</summary>
internal sealed record Load(int Origin, Value Result, Value Buffer, Value Index) : Op(Origin)
{
    /// <summary>The number of the leaf, where the buffer's elements are composites; else -1.</summary>
    public int Leaf { get; init; } = -1;

    /// <summary>Another leaf of the element is read before it: left out, it takes no exception with it.</summary>
    public bool IsBesideAnother { get; init; }

    /// <summary>What is read has a derivative where the buffer is active.</summary>
    public bool IsDifferentiable => Leaf < 0 ? Result.Type.IsReal : Buffer.Type.Members!.Leaves[Leaf].IsActive;

    public override ImmutableArray<Value> Results => Result.Alone;

    public override ImmutableArray<Value> Operands => Kept.Of(Buffer, Index);
}

/// <summary><c>buffer[index] = value</c>, or <c>buffer[index] += value</c>; or so for a leaf of that element.</summary>
internal sealed record Store(int Origin, Value Buffer, Value Index, Value Stored, bool Adds) : Op(Origin)
{
    /// <summary>The number of the leaf, where the buffer's elements are composites; else -1.</summary>
    public int Leaf { get; init; } = -1;

    /// <summary>What is written has a derivative where the buffer is active.</summary>
    public bool IsDifferentiable => Leaf < 0 ? Buffer.Type.IsRealBuffer : Buffer.Type.Members!.Leaves[Leaf].IsActive;

    public override ImmutableArray<Value> Operands => Kept.Of(Buffer, Index, Stored);
}

/// <summary>
/// <c>result = Node.Site(node)</c>: the identity, and a node of node perturbation. A buffer has no result: its elements are the nodes from here on,
/// whatever name the memory is read by. Only the node gradient sees it; elsewhere it is taken out first.
/// </summary>
internal sealed record NodeSite(int Origin, Value? Result, Value Node) : Op(Origin)
{
    /// <summary>Its number in the method that its calls have been opened in; -1 before.</summary>
    public int Number { get; init; } = -1;

    public override ImmutableArray<Value> Results => Result is null ? ImmutableArray<Value>.Empty : Result.Alone;

    public override ImmutableArray<Value> Operands => Node.Alone;
}

/// <summary>What the method itself gives as the baseline of a draw, where that goes by its score.</summary>
/// <param name="Draw">The draw: the result of a site before it, in the same region.</param>
/// <param name="Baseline">The baseline.</param>
/// <param name="IsLearned">What the baseline is made of gets the gradient of its error.</param>
internal sealed record SiteBaseline(int Origin, Value Draw, Value Baseline, bool IsLearned) : Op(Origin)
{
    public override ImmutableArray<Value> Operands => Kept.Of(Draw, Baseline);
}

/// <summary>The temperature that the method gives a draw that is relaxed.</summary>
/// <param name="Draw">The draw: the result of a site before it, in the same region.</param>
/// <param name="Temperature">The temperature.</param>
internal sealed record SiteTemperature(int Origin, Value Draw, Value Temperature) : Op(Origin)
{
    public override ImmutableArray<Value> Operands => Kept.Of(Draw, Temperature);
}

/// <summary>Where new memory comes from.</summary>
internal enum Memory
{
    /// <summary><c>stackalloc</c>, zeroed.</summary>
    Stack,

    /// <summary><c>new R[n]</c>.</summary>
    Heap,

    /// <summary>Zeroed scratch of the recording, released with the sweep.</summary>
    Zeros,

    /// <summary>Scratch of the recording that is written before it is read.</summary>
    Tape,

    /// <summary>Room on top of the recording, which the reverse sweep takes from there as it is.</summary>
    Pushed,
}

/// <summary><c>result = new R[length]</c> in the memory named.</summary>
internal sealed record Allocate(int Origin, Value Result, Memory Memory, Value Length) : Op(Origin)
{
    /// <summary>A new array of arrays without rows: <c>new R[n][]</c>. Any other array of arrays has the shape of <see cref="Length"/>.</summary>
    public bool IsRows => Result.Type.Buffer == BufferKind.Jagged && !Length.Type.IsBuffer;

    /// <summary>The variable that it is the home of: a loop gives that new arrays, whose content is copied here.</summary>
    public string? HomeOf { get; init; }

    /// <summary>Of room on top of the recording: so many blocks of this length are taken at once, of which this is the first.</summary>
    public int Blocks { get; init; } = 1;

    public override ImmutableArray<Value> Results => Result.Alone;

    public override ImmutableArray<Value> Operands => Length.Alone;
}

/// <summary>A part of a buffer, a row of an array of arrays, or the whole of a buffer as another kind of buffer: the same memory.</summary>
internal sealed record View(int Origin, Value Result, Value Buffer, Value? Start, Value? Length) : Op(Origin)
{
    /// <summary>A row of a block whose rows are written one behind the other: the next one may be fetched ahead.</summary>
    public bool IsNextRow { get; init; }

    public override ImmutableArray<Value> Results => Result.Alone;

    public override ImmutableArray<Value> Operands => Start is null
        ? Length is null ? Buffer.Alone : Kept.Of(Buffer, Length)
        : Length is null ? Kept.Of(Buffer, Start) : Kept.Of(Buffer, Start, Length);
}

/// <summary>Every element becomes <paramref name="Filler"/>, or zero where there is none.</summary>
internal sealed record Fill(int Origin, Value Buffer, Value? Filler) : Op(Origin)
{
    public override ImmutableArray<Value> Operands => Filler is null ? Buffer.Alone : Kept.Of(Buffer, Filler);
}

/// <summary><c>source.CopyTo(destination)</c>: as if by way of a temporary, where they overlap.</summary>
internal sealed record Copy(int Origin, Value Source, Value Destination) : Op(Origin)
{
    /// <summary>It stands for the assignment of an array to a variable that has a home, or to a row.</summary>
    public bool IsHome { get; init; }

    public override ImmutableArray<Value> Operands => Kept.Of(Source, Destination);
}

/// <summary>Which of a method's members a call means.</summary>
internal enum CallMode
{
    /// <summary>The method itself.</summary>
    Primal,

    /// <summary>Its forward companion with the tangents of its active parameters.</summary>
    Tangent,

    /// <summary>Its forward sweep, which records what its pullback needs.</summary>
    Forward,

    /// <summary>Its reverse sweep, which takes what the forward sweep recorded.</summary>
    Pullback,

    /// <summary>Its forward sweep with tangents: it records those of what it records, too.</summary>
    ForwardTangent,

    /// <summary>Its reverse sweep with tangents: forward over reverse.</summary>
    PullbackTangent,

    /// <summary>Both sweeps at once, from the arguments that it had: it is run again, and undone.</summary>
    Reverse,

    /// <summary>Both sweeps at once, with tangents: forward over reverse.</summary>
    ReverseTangent,
}

/// <summary>
/// A call of a method that has an IR. The arguments are the method's own, then (modes Tangent and ForwardTangent) the tangents, or (mode
/// Pullback) those that the pullback takes, then (mode PullbackTangent) their tangents; in mode Reverse both the method's own and the
/// pullback's, then (mode ReverseTangent) the tangents of all of them.
/// </summary>
internal sealed record Call(int Origin, ImmutableArray<Value> Outputs, string Callee, CallMode Mode, ImmutableArray<Value> Arguments) : Op(Origin)
{
    public override ImmutableArray<Value> Results => Outputs;

    public override ImmutableArray<Value> Operands => Arguments;
}

/// <summary>Which iterations of a loop are kept for the reverse sweep; the others are run again.</summary>
internal enum CheckpointSchedule
{
    /// <summary>All: what they leave is recorded.</summary>
    None,

    /// <summary>About √n of n.</summary>
    SquareRoot,

    /// <summary>About log n of n.</summary>
    Logarithmic,
}

/// <summary>A leaf of a composite that is one C# value.</summary>
/// <param name="Holder">The composite.</param>
/// <param name="Leaf">Its number.</param>
internal sealed record HiddenLeaf(CompositeType Holder, int Leaf);

/// <summary>Both regions yield the results; only the one taken runs.</summary>
internal sealed record If(int Origin, ImmutableArray<Value> Outputs, Value Condition, Region Then, Region Else) : Op(Origin)
{
    private KeptList<Region> _regions;

    /// <summary>The condition holds in few iterations of the loop around it, whatever the data: vectors ask whether it holds in any lane.</summary>
    public bool IsRare { get; init; }

    /// <summary>Of a rare one, that it holds where a number of the iteration is the largest of all iterations, or (false) the smallest, with which its condition compares it.</summary>
    public bool? IsLargest { get; init; }

    public override ImmutableArray<Value> Results => Outputs;

    public override ImmutableArray<Value> Operands => Condition.Alone;

    public override ImmutableArray<Region> Regions => _regions.Of(Then, Else);
}

/// <summary>
/// <c>for (index = start; index comparison bound; index += step)</c>. What iterations hand on are the <paramref name="Carried"/> values:
/// first <paramref name="Initial"/>, then what the body yields, in the end the results. <paramref name="Exit"/> is the position of a
/// carried <c>bool</c> that ends the loop when it has become true, or -1.
/// </summary>
internal sealed record For(
    int Origin,
    ImmutableArray<Value> Outputs,
    Value Index,
    Value Start,
    Value Bound,
    string Comparison,
    Value Step,
    ImmutableArray<Value> Initial,
    ImmutableArray<Value> Carried,
    Region Body,
    int Exit) : Op(Origin)
{
    private KeptList<Region> _regions;
    private KeptList<Value> _arguments;

    /// <summary>Which iterations are kept for the reverse sweep.</summary>
    public CheckpointSchedule Schedule { get; init; }

    /// <summary>It draws the numbers of a vector: the user has written none, and its sums are those of the sampler, in their order.</summary>
    public bool IsOfSite { get; init; }

    public override ImmutableArray<Value> Results => Outputs;

    public override ImmutableArray<Value> Operands => Kept.Of(Start, Bound, Step, Initial);

    public override ImmutableArray<Region> Regions => _regions.Of(Body);

    public override ImmutableArray<Value> RegionArguments => _arguments.Of(Index, Carried);
}

/// <summary><c>while (condition) body</c>; carried values as in <see cref="For"/>. The condition writes nothing.</summary>
internal sealed record While(
    int Origin,
    ImmutableArray<Value> Outputs,
    ImmutableArray<Value> Initial,
    ImmutableArray<Value> Carried,
    Region Condition,
    Region Body) : Op(Origin)
{
    private KeptList<Region> _regions;

    /// <summary>Which iterations are kept for the reverse sweep.</summary>
    public CheckpointSchedule Schedule { get; init; }

    public override ImmutableArray<Value> Results => Outputs;

    public override ImmutableArray<Value> Operands => Initial;

    public override ImmutableArray<Region> Regions => _regions.Of(Condition, Body);

    public override ImmutableArray<Value> RegionArguments => Carried;
}

/// <summary><c>throw</c>: the end of its region.</summary>
internal sealed record Throw(int Origin, string Template, ImmutableArray<Value> Arguments) : Op(Origin)
{
    public override ImmutableArray<Value> Operands => Arguments;
}

/// <summary>Puts a value on top of the recording.</summary>
internal sealed record Push(int Origin, Value Saved) : Op(Origin)
{
    /// <summary>The numbers in the buffer, rather than the buffer.</summary>
    public bool IsContent { get; init; }

    /// <summary>The numbers have tangents, which forward over reverse puts beside them.</summary>
    public bool IsActive { get; init; }

    public override ImmutableArray<Value> Operands => Saved.Alone;
}

/// <summary>Takes the value on top of the recording. The numbers of a buffer stay where they are until the next is put there.</summary>
internal sealed record Pop(int Origin, Value Result) : Op(Origin)
{
    /// <summary>The numbers of a buffer that were put there by a <see cref="Push"/> of its content.</summary>
    public bool IsContent { get; init; }

    /// <summary>Room that the forward sweep took on top of the recording (<see cref="Memory.Pushed"/>), with what it has written there.</summary>
    public bool IsBlock { get; init; }

    /// <summary>So many blocks are taken at once, of which this is the last.</summary>
    public int Blocks { get; init; } = 1;

    /// <summary>As of that <see cref="Push"/>.</summary>
    public bool IsActive { get; init; }

    public override ImmutableArray<Value> Results => Result.Alone;
}

/// <summary>A line of comment in the emitted code: it announces a sweep.</summary>
internal sealed record Remark(int Origin, string Text) : Op(Origin);
