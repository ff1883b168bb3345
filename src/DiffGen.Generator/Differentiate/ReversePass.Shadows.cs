using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Differentiate;

/// <summary>The gradient buffers beside the buffers of the method.</summary>
internal sealed partial class ReversePass
{
    /// <summary>What has the shape of an array of arrays when the reverse sweep runs: itself, or in another method the cotangent that is given for it.</summary>
    private Value Rows(Value rows) => _seeds.TryGetValue(rows.Id, out Value? seed) ? seed : rows;

    /// <summary>Gradient buffers of what a region allocates, slices and chooses, in its order: they are needed before anything in it is undone.</summary>
    private void Shadows(Region region)
    {
        foreach (Op op in region.Ops)
        {
            _builder.Origin = op.Origin;
            switch (op)
            {
                case Allocate allocate when _handedOut.Contains(allocate.Result.Id):
                    break;
                case Allocate allocate when allocate.Result.Type.IsRealBuffer && _activity.IsActive(allocate.Result):
                    // Rows are made later: what they are in the end is the shape.
                    _shadows[allocate.Result.Id] = _builder.Add(new Allocate(op.Origin, _builder.New(allocate.Result.Type.AsSpan(), NameOf(allocate.Result)), Memory.Zeros, allocate.IsRows ? Rows(allocate.Result) : allocate.Length)).Result;
                    break;
                case Call call when call.Outputs.Any(o => o.Type.IsRealBuffer && _activity.IsActive(o)):
                    foreach (Value made in call.Outputs.Where(o => o.Type.IsRealBuffer && _activity.IsActive(o) && !_handedOut.Contains(o.Id)))
                    {
                        if (_functions.TryGetValue(call.Callee, out IrFunction? callee) && callee.Rule is not null)
                        {
                            throw new UnsupportedException(call.Origin, "a method with a rule by hand that returns an array", "let it write to a span that it is given");
                        }

                        _shadows[made.Id] = _builder.Add(new Allocate(op.Origin, _builder.New(made.Type.AsSpan(), NameOf(made)), Memory.Zeros, made.Type.Buffer == BufferKind.Jagged ? Rows(made) : _builder.ShapeOf(made))).Result;
                    }

                    break;
                case Constant { Result: { Type.IsRealBuffer: true } missing } when _activity.IsActive(missing):
                    _shadows[missing.Id] = _builder.Add(Missing(op.Origin, missing)).Result;
                    break;
                case Opaque { Result: { Type.IsRealBuffer: true } external } when _activity.IsActive(external):
                    Sink(external);
                    break;
                case View view when view.Result.Type.IsRealBuffer && _activity.IsActive(view.Result):
                    _shadows[view.Result.Id] = view.Start is null && (view.Buffer.Type.Buffer != BufferKind.Matrix || view.Result.Type.Buffer == BufferKind.Matrix)
                        ? Shadow(view.Buffer)
                        : _builder.Add(new View(op.Origin, _builder.New(view.Result.Type.AsSpan(), NameOf(view.Result)), Shadow(view.Buffer), view.Start, view.Length)).Result;
                    break;
                case If branch when branch.Outputs.Any(o => o.Type.IsRealBuffer && _activity.IsActive(o)):
                    ChooseShadows(branch);
                    break;
            }
        }
    }

    /// <summary>
    /// Gradient buffers of the buffers that a branch chooses. Those of what the arms allocate are handed out besides: when the arm is
    /// undone, what it wrote there is found in them.
    /// </summary>
    private void ChooseShadows(If branch)
    {
        int[] chosen = Enumerable.Range(0, branch.Outputs.Length).Where(i => branch.Outputs[i].Type.IsRealBuffer && _activity.IsActive(branch.Outputs[i])).ToArray();
        var inThen = new List<Value>();
        var inElse = new List<Value>();
        Region then = Arm(branch.Then, inThen), otherwise = Arm(branch.Else, inElse);
        _builder.Origin = branch.Origin;
        then = Yield(then, inThen.Select(Shadow), inElse.Count, first: true);
        otherwise = Yield(otherwise, inElse.Select(Shadow), inThen.Count, first: false);
        Value[] outputs = chosen.Select(i => _builder.New(branch.Outputs[i].Type.AsSpan(), NameOf(branch.Outputs[i]))).ToArray();
        Value[] made = inThen.Concat(inElse).Select(m => _builder.New(m.Type.AsSpan(), NameOf(m))).ToArray();
        _builder.Add(new If(branch.Origin, outputs.Concat(made).ToImmutableArray(), branch.Condition, then, otherwise) { Mirror = -branch.Mirror });
        for (int k = 0; k < chosen.Length; k++)
        {
            _shadows[branch.Outputs[chosen[k]].Id] = outputs[k];
        }

        int at = 0;
        foreach (Value allocated in inThen.Concat(inElse))
        {
            _shadows[allocated.Id] = made[at++];
            _handedOut.Add(allocated.Id);
        }

        Region Arm(Region arm, List<Value> allocated)
        {
            var before = new HashSet<int>(_handedOut);
            _builder.Open();
            Shadows(arm);

            // What the arm allocates itself, and what branches inside it have handed out.
            allocated.AddRange(IrRewriter.Walk(arm).Where(o => o is Allocate or Call).SelectMany(o => o.Results).Where(r => !before.Contains(r.Id) && (_handedOut.Contains(r.Id) || arm.Ops.Any(o => o.Results.Contains(r))) && r.Type.IsRealBuffer && _activity.IsActive(r)));
            return _builder.Close(chosen.Select(i => Shadow(arm.Yields[i])).ToImmutableArray());
        }

        Region Yield(Region arm, IEnumerable<Value> own, int others, bool first)
        {
            var missing = Enumerable.Range(0, others).Select(k => (first ? inElse : inThen)[k]).Select(m => Missing(branch.Origin, m)).ToArray();
            IEnumerable<Value> empty = missing.Select(m => m.Result);
            return new Region(arm.Ops.InsertRange(0, missing), arm.Yields.AddRange(first ? own.Concat(empty) : empty.Concat(own)));
        }
    }

    /// <summary>Stands for the gradient buffer of a buffer that the path taken does not make.</summary>
    private Constant Missing(int origin, Value buffer) => new(origin, _builder.New(buffer.Type.AsSpan()), buffer.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged ? "null!" : "default");

    /// <summary>A constant buffer that a choice may put in the place of an active one: what it is given is dropped.</summary>
    private void Sink(Value buffer) =>
        _shadows[buffer.Id] = _builder.Add(new Allocate(_builder.Origin, _builder.New(buffer.Type.AsSpan(), NameOf(buffer)), Memory.Zeros, _builder.ShapeOf(buffer))).Result;
}
