using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// What depends on a draw in the region that holds it, an operation with regions of its own as a whole. Streams count here: where the draw decides how many others there are, those behind
/// it are drawn again, too, so that all that is run for one value is one run of the method.
/// </summary>
internal sealed class DrawSlice
{
    private readonly Opaque _site;
    private readonly Region _body;
    private readonly BufferRoots _buffers;
    private readonly List<Value> _written = [];
    private bool _mayWriteAnything;

    private DrawSlice(Opaque site, Region body, BufferRoots buffers)
    {
        _body = body;
        _site = site;
        _buffers = buffers;
        Home = HomeOf(body, site)!;
    }

    /// <summary>The region that holds the site.</summary>
    public Region Home { get; }

    /// <summary>The buffer that the draw is written into behind the site, where there is one: that is a part of the draw.</summary>
    public Value? Filled { get; private set; }

    /// <summary>Its operations that depend on the draw, in their order.</summary>
    public ImmutableArray<Op> Ops { get; private set; } = ImmutableArray<Op>.Empty;

    /// <summary>A value of the region, or of one around it, depends on the draw.</summary>
    public bool Has(Value value) => value.Equals(_site.Result) || Ops.Any(o => o.Results.Contains(value));

    public static DrawSlice Of(IrFunction function, Opaque site, BufferRoots buffers)
    {
        var slice = new DrawSlice(site, function.Body, buffers);
        slice.Find();
        return slice;
    }

    /// <summary>The operations that a cost is made of, as far as they depend on the draw. Refused where they cannot be run for another draw, at the place of the cost.</summary>
    /// <param name="cost">The cost.</param>
    /// <param name="values">What its value is made of; else what it is in the mean.</param>
    public ImmutableArray<Op> Needed(Value cost, bool values = false)
    {
        var needed = new HashSet<int> { cost.Id };
        var ops = new List<Op>();
        foreach (Op op in Ops.Reverse())
        {
            if (op.Results.Any(r => needed.Contains(r.Id)))
            {
                ops.Insert(0, op);
                needed.UnionWith(Live(op, values ? 0 : 1).Select(v => v.Id));
            }
        }

        foreach (Op op in ops.SelectMany(o => IrRewriter.Inside(o).Prepend(o)))
        {
            if (op is Store or Fill or Copy or Allocate or Throw or Opaque { Effect: not Effect.Pure, Site: null } || (op is Call && !RuntimeCalls.IsFunction(op)) || (op is Opaque { Site: not null } site && SiteChoices.Filled(site).Any()))
            {
                throw Refused("A write, a call or an exception that depends on it, behind a draw", "compute the cost from local numbers, or take Strategy.Score");
            }

            foreach (Value buffer in op.Operands.Where(v => op is Load or Call && v.Type.IsBuffer))
            {
                RequireUnchanged(buffer);
            }
        }

        return ops.ToImmutableArray();
    }

    /// <summary>Nothing between the site and the end of its region may write to this memory.</summary>
    public void RequireUnchanged(Value buffer)
    {
        int root = _buffers.RootOf(buffer);
        if (_mayWriteAnything || _written.Any(w => _buffers.RootOf(w) == root || !(IsLocal(root) || IsLocal(_buffers.RootOf(w)))))
        {
            throw Refused("Memory that is written, and read by the cost, behind a draw", "copy what the cost reads, or take Strategy.Score");
        }
    }

    /// <summary>The names of the buffer that the draw is written into, of which the operations may know no others: they are given another in its place.</summary>
    /// <param name="ops">What is run again.</param>
    public IEnumerable<Value> NamesOfFilled(ImmutableArray<Op> ops)
    {
        Value filled = Filled!;
        RequireUnchanged(filled);
        var names = new List<Value> { filled };
        for (Op? view = Definition(filled); view is View { Start: null, Length: null } whole; view = Definition(whole.Buffer))
        {
            names.Add(whole.Buffer);
        }

        var known = new HashSet<int>(names.Select(n => n.Id));
        int root = _buffers.RootOf(filled);
        foreach (Op op in ops.SelectMany(o => IrRewriter.RegionsOf(o).SelectMany(r => IrRewriter.Walk(r)).Prepend(o)))
        {
            // The buffer in its place is a span.
            bool takesSpans = op is Load or View or Opaque { Template: "{0}.Length" };
            if (op.Operands.Any(v => v.Type.IsBuffer && _buffers.RootOf(v) == root && !(known.Contains(v.Id) && (takesSpans || v.Type.Buffer is BufferKind.Span or BufferKind.ReadOnlySpan))))
            {
                throw Refused("Another name of the buffer that is filled, behind a draw", "read it by the name that the draw was given, or take Strategy.Score");
            }

            if (op is View view)
            {
                known.Add(view.Result.Id);
            }
        }

        return names;

        Op? Definition(Value value) => IrRewriter.Walk(_body).FirstOrDefault(o => o.Results.Contains(value));
    }

    public UnsupportedException Refused(string what, string instead) => new(_site.Origin, what + " of Sample." + _site.Site!.Name + " with Strategy." + _site.Site.Strategy, instead);

    private bool IsLocal(int root) => _buffers.Sources(root).All(s => s is Allocate);

    private static Region? HomeOf(Region region, Opaque site) => region.Ops.Any(o => ReferenceEquals(o, site))
        ? region
        : region.Ops.SelectMany(o => o.Regions).Select(r => HomeOf(r, site)).FirstOrDefault(r => r is not null);

    private void Find()
    {
        HashSet<int> tainted = [_site.Result!.Id], memory = [];
        bool isHiddenTainted = false, isWritten = _site.Site!.Vector == "OneHot" || SiteChoices.Row(_site).IsVector;
        var slice = ImmutableArray.CreateBuilder<Op>();
        foreach (Op op in Home.Ops.SkipWhile(o => !ReferenceEquals(o, _site)).Skip(1))
        {
            if (isWritten && op is For { IsOfSite: true } own && Mentioned(own).Contains(_site.Result) && own.Body.Ops.OfType<Store>().FirstOrDefault() is { } store)
            {
                Filled = store.Buffer;
                memory.Add(_buffers.RootOf(store.Buffer));
                continue;
            }

            int before = _written.Count;
            Note(op);
            bool mayUseAnything = IrRewriter.Inside(op).Prepend(op).Any(o => (o is Call && !RuntimeCalls.IsFunction(o)) || o is Opaque { Effect: not Effect.Pure, Site: null, IsCheck: false });
            if (!(isHiddenTainted && mayUseAnything) && !Mentioned(op).Any(v => tainted.Contains(v.Id) || (v.Type.IsBuffer && memory.Contains(_buffers.RootOf(v)))))
            {
                continue;
            }

            slice.Add(op);
            memory.UnionWith(_written.Skip(before).Select(_buffers.RootOf));
            if (mayUseAnything)
            {
                isHiddenTainted = true;
                memory.UnionWith(Mentioned(op).Where(v => v.Type.IsBuffer).Select(_buffers.RootOf));
            }

            for (int k = 0; k < op.Results.Length; k++)
            {
                bool isSameInBoth = op is If branch && op.Results[k].Type.Text == StreamUse.Stream && !branch.Then.EndsInThrow && !branch.Else.EndsInThrow && branch.Then.Yields[k].Equals(branch.Else.Yields[k]) && !tainted.Contains(branch.Then.Yields[k].Id);
                if (!isSameInBoth)
                {
                    tainted.Add(op.Results[k].Id);
                }
            }
        }

        Ops = slice.ToImmutable();
    }

    /// <summary>What an operation writes to.</summary>
    private void Note(Op operation)
    {
        foreach (Op op in IrRewriter.Inside(operation).Prepend(operation))
        {
            switch (op)
            {
                case Store store:
                    _written.Add(store.Buffer);
                    break;
                case Fill fill:
                    _written.Add(fill.Buffer);
                    break;
                case Copy copy:
                    _written.Add(copy.Destination);
                    break;
                case Opaque { Site: not null } site:
                    _written.AddRange(SiteChoices.Filled(site));
                    break;
                case Call when RuntimeCalls.IsFunction(op):
                    break;
                case Call or Opaque { Effect: Effect.Unknown, IsCheck: false }:
                    _mayWriteAnything = true;
                    break;
            }
        }
    }

    /// <summary>The values that an operation mentions, in its regions, too.</summary>
    private static IEnumerable<Value> Mentioned(Op op) => op.Operands.Concat(IrRewriter.RegionsOf(op).SelectMany(r => r.Ops.SelectMany(Mentioned).Concat(r.Yields)));

    /// <summary>Those that the derivative and all decisions need, of <c>Attach</c> the second; or those that the value needs, the first.</summary>
    private static IEnumerable<Value> Live(Op op, int attached) => (op is Apply { Primitive: PrimitiveTable.Attach } ? op.Operands.Skip(attached).Take(1) : op.Operands).Concat(IrRewriter.RegionsOf(op).SelectMany(r => r.Ops.SelectMany(o => Live(o, attached)).Concat(r.Yields)));
}
