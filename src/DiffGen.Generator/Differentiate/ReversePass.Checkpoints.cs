using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Differentiate;

/// <summary>
/// Calls of methods that are run again: <c>y = f(x, buffer)</c> becomes <c>push buffer's content; y = f(x, buffer)</c> in the forward sweep, and in the
/// reverse sweep <c>copy = pop; x̄ += fReverse(x, copy, ȳ, buffer's gradient)</c>. A buffer that still holds what it held is passed as it is.
/// </summary>
internal sealed partial class ReversePass
{
    private readonly Dictionary<Call, int[]> _copied = [];
    private StableLoads? _stable;
    private Writes? _writes;
    private HashSet<int>? _inSight;
    private Dictionary<int, View>? _views;

    private Writes Writing => _writes ??= new Writes(_functions);

    private static string Described(IrFunction callee) => callee.LoopOf is null ? "the [Checkpoint] method '" + callee.Name + "'" : "the loop with Diff.Checkpoint()";

    private bool RunsAgain(Call call) => _functions[call.Callee].RunsAgain;

    /// <summary>The call behind the copies of what will have changed when it is run again.</summary>
    private IEnumerable<Op> Prepared(Call call)
    {
        IrFunction callee = _functions[call.Callee];
        if (Writing.FirstEffect(callee) is not null)
        {
            throw _credit is not null
                ? new UnsupportedException(call.Origin, "A call of '" + callee.Name + "', which has an effect beyond its results and cannot be inlined,", "move the effect out of it")
                : new UnsupportedException(call.Origin, "A call of '" + callee.Name + "', which is marked [Checkpoint] and so run again in reverse, though it has an effect beyond its results,", "move the effect out of it, or leave out [Checkpoint]");
        }

        RequireApart(call, callee);

        // One buffer given twice is copied once.
        int[] copied = Enumerable.Range(0, call.Arguments.Length).Where(i => call.Arguments[i].Type.IsBuffer && Same(call, i).First() == i && !IsSame(call, i)).ToArray();
        _copied[call] = copied;
        foreach (int i in copied)
        {
            RequireCopyable(call, callee, i);
            foreach (Op check in Apart(call, callee, i))
            {
                yield return check;
            }
        }

        foreach (int i in copied)
        {
            Value buffer = call.Arguments[i];
            if (buffer.Type.Buffer == BufferKind.Matrix)
            {
                var rows = new View(call.Origin, _builder.New(Numbers(buffer.Type)), buffer, null, null);
                yield return rows;
                buffer = rows.Result;
            }

            yield return new Push(call.Origin, buffer) { IsContent = true, IsActive = HasTangent(call, i) };
        }

        yield return call;
    }

    /// <summary>The arguments that the call had, the last copy first.</summary>
    private Value[] Restored(Call call)
    {
        IrFunction callee = _functions[call.Callee];
        Value[] arguments = call.Arguments.ToArray();
        foreach (int i in _copied[call].Reverse())
        {
            Value buffer = call.Arguments[i];
            Value saved = _builder.Add(new Pop(call.Origin, _builder.New(Numbers(buffer.Type))) { IsContent = true, IsActive = HasTangent(call, i) }).Result;
            IrType? array = Same(call, i).Select(k => callee.Parameters[k].Value.Type).FirstOrDefault(t => t.Buffer is BufferKind.Array or BufferKind.Matrix);
            Value copy = array switch
            {
                null => New(Numbers(buffer.Type), Memory.Tape, _builder.LengthOf(saved)),
                { Buffer: BufferKind.Matrix } => New(array, Memory.Zeros, _builder.ShapeOf(buffer)),
                _ => New(array, Memory.Heap, _builder.LengthOf(saved)),
            };
            Value into = copy.Type.Buffer == BufferKind.Matrix ? _builder.Add(new View(call.Origin, _builder.New(saved.Type), copy, null, null)).Result : copy;
            _builder.Add(new Copy(call.Origin, saved, into));
            foreach (int k in Same(call, i))
            {
                arguments[k] = copy;
            }

            Value New(IrType type, Memory memory, Value length) => _builder.Add(new Allocate(call.Origin, _builder.New(type, buffer.Name), memory, length)).Result;
        }

        return arguments;
    }

    /// <summary>The numbers of a buffer, one after the other.</summary>
    private static IrType Numbers(IrType type) => type.As(BufferKind.Span);

    /// <summary>The arguments that are the same buffer as one of them.</summary>
    private IEnumerable<int> Same(Call call, int argument) => Enumerable.Range(0, call.Arguments.Length).Where(k => call.Arguments[k].Type.IsBuffer && Whole(call.Arguments[k]).Equals(Whole(call.Arguments[argument])));

    /// <summary>The buffer of which this is another view of the whole: the array of <c>array.AsSpan()</c>.</summary>
    private Value Whole(Value buffer)
    {
        _views ??= IrRewriter.Walk(_function.Body).OfType<View>().ToDictionary(v => v.Result.Id);
        return _views.TryGetValue(buffer.Id, out View? view) && view is { Start: null, Buffer.Type.Buffer: not (BufferKind.Matrix or BufferKind.Jagged) } ? Whole(view.Buffer) : buffer;
    }

    private bool HasTangent(Call call, int argument) => call.Arguments[argument].Type.IsRealBuffer && _activity.IsActive(call.Arguments[argument]) && Same(call, argument).Any(k => _functions[call.Callee].Parameters[k].IsActive);

    /// <summary>The buffer will be there when the call is undone, with the content that it has now.</summary>
    private bool IsSame(Call call, int argument)
    {
        _stable ??= new StableLoads(_function, memoryLives: !_apart, Writing);
        return _stable.Contains(call, argument) && IsInSight(call.Arguments[argument]);
    }

    /// <summary>A parameter, what the method makes outside of branches and loops, or a part of those.</summary>
    private bool IsInSight(Value buffer)
    {
        _inSight ??= [.. _function.Parameters.Select(p => p.Value.Id), .. _function.Body.Ops.SelectMany(o => o.Results).Select(r => r.Id)];
        return _inSight.Contains(buffer.Id) || (IrRewriter.Walk(_function.Body).OfType<View>().FirstOrDefault(v => v.Result.Equals(buffer)) is { } view && IsInSight(view.Buffer));
    }

    private static void RequireCopyable(Call call, IrFunction callee, int argument)
    {
        IrType type = call.Arguments[argument].Type;
        if (type.Buffer == BufferKind.Jagged || !type.HasPlainElements || (type.Real == RealKind.None && !type.ElementType.IsUnmanaged))
        {
            throw new UnsupportedException(call.Origin, "A buffer of type '" + type.Declared.Replace("global::", "") + "' that changes before " + Described(callee) + " is run again,", "use a span, an array or a matrix of numbers, or leave out the checkpoint");
        }
    }

    /// <summary>The method that is run again takes its parameters for memory of their own: what one of them writes, no other one has.</summary>
    private void RequireApart(Call call, IrFunction callee)
    {
        for (int i = 0; callee.RunsAgain && i < call.Arguments.Length; i++)
        {
            if (call.Arguments[i].Type.IsBuffer && Same(call, i).Where(k => k != i).ToArray() is { Length: > 0 } others && Writing.IsWritten(call, i))
            {
                string written = callee.Parameters[i].Name.TrimStart('@'), other = callee.Parameters[others[0]].Name.TrimStart('@');
                throw new UnsupportedException(call.Origin, "One buffer for '" + written + "', which " + Described(callee) + " writes, and for '" + other + "'", "give one of them a copy, ToArray(), or leave out the checkpoint");
            }
        }
    }

    /// <summary>What is copied buffer by buffer must not be one memory under two names, where the call writes it: that is known when it runs.</summary>
    private IEnumerable<Op> Apart(Call call, IrFunction callee, int argument)
    {
        Value a = call.Arguments[argument];
        for (int i = 0; i < call.Arguments.Length; i++)
        {
            Value b = call.Arguments[i];
            bool mayOverlap = b.Type.IsBuffer && !Same(call, argument).Contains(i) && (i > argument || !_copied[call].Contains(i)) && MayBeOne(a, b);
            if (!mayOverlap || !(Writing.IsWritten(call, argument) || Writing.IsWritten(call, i)))
            {
                continue;
            }

            if (_activity.Buffers.RootOf(a) == _activity.Buffers.RootOf(b) && (a.Type.Buffer == BufferKind.Matrix || b.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged))
            {
                throw new UnsupportedException(call.Origin, "A matrix that " + Described(callee) + " writes, and that may be another of its matrices, too,", "use one of them, or leave out the checkpoint");
            }

            string names = "\"" + (callee.LoopOf is null ? callee.Name : "The loop with Diff.Checkpoint()") + "\", \"" + callee.Parameters[argument].Name.TrimStart('@') + "\", \"" + callee.Parameters[i].Name.TrimStart('@') + "\"";
            yield return new Opaque(call.Origin, null, "global::DiffGen.CompilerServices.Arguments.Apart<" + a.Type.Element + ">({0}, {1}, " + names + ");", ImmutableArray.Create(a, b), Effect.Unknown, Precedences.Call);
        }
    }

    /// <summary>
    /// Parts of one buffer; or two parameters, which a caller in marked code may give the same memory. Spans, matrices and arrays of arrays lie apart.
    /// </summary>
    private bool MayBeOne(Value a, Value b)
    {
        int root = _activity.Buffers.RootOf(a), other = _activity.Buffers.RootOf(b);
        return root == other || (a.Type.Element == b.Type.Element && a.Type.Buffer is not BufferKind.Jagged && b.Type.Buffer is not BufferKind.Jagged
            && (a.Type.Buffer == BufferKind.Matrix) == (b.Type.Buffer == BufferKind.Matrix) && IsGiven(root) && IsGiven(other));
    }

    private bool IsGiven(int root) => _activity.Buffers.Sources(root).Any(s => s is null);
}
