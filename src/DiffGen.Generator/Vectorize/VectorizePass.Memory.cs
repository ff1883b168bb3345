using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Memory. What all lanes share is read by them as it stands; memory that each call has for itself holds a vector for each element; into the gradient of
/// a shared buffer goes the sum over the lanes.
/// </summary>
internal sealed partial class VectorizePass
{
    /// <summary>What stands for a value: the same type, its vector, or memory of vectors.</summary>
    private IrType TypeOf(Value value, int origin) => value.Type.IsBuffer ? BufferType(value, origin) : _variation.Varies(value) ? VectorOf(value.Type, origin) : value.Type;

    private IrType BufferType(Value buffer, int origin)
    {
        bool isLocal = _variation.Sources(buffer).All(s => s is Allocate or Constant);
        if (_variation.IsOwn(buffer))
        {
            if (!isLocal)
            {
                throw new NotInLanesException(origin, "it writes to memory that all calls share", "write to a buffer that the method makes");
            }

            return (buffer.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged ? null : _shape.BufferOf(buffer.Type))
                ?? throw new NotInLanesException(origin, "each call has a buffer of type '" + buffer.Type.Text.Replace("global::", "") + "' for itself", "use a buffer of one dimension, of numbers of the type that the method returns");
        }

        return isLocal && buffer.Type.Buffer == BufferKind.Array ? IrType.BufferOf(BufferKind.Span, buffer.Type.Element, buffer.Type.Real) : buffer.Type;
    }

    private Value LoadVector(Value buffer, Value index, IrType vector, string? name) => _builder.Add(new Load(_builder.Origin, _builder.New(vector, name), buffer, index)).Result;

    private void Visit(Load load)
    {
        MayThrow = true;
        bool isOwn = _variation.IsOwn(load.Buffer);
        if (!_variation.Varies(load.Index))
        {
            Value result = isOwn
                ? LoadVector(Uniform(load.Buffer), Uniform(load.Index), VectorOf(load.Result.Type, load.Origin), load.Result.Name)
                : _builder.Add(load with { Result = _builder.New(load.Result.Type, load.Result.Name), Buffer = Uniform(load.Buffer), Index = Uniform(load.Index) }).Result;
            Define(load.Result, result);
            return;
        }

        if (!isOwn && _mask is null && load.Result.Type.IsReal && load.Buffer.Type.Buffer is not (BufferKind.Matrix or BufferKind.Jagged) && Strides.TryGetValue(load.Index.Id, out (Value At, Value Stride) places))
        {
            // An index out of range is met even where nothing uses the element.
            Value elements = _builder.New(VectorOf(load.Result.Type, load.Origin), load.Result.Name);
            _builder.Add(new Opaque(load.Origin, elements, LaneTemplates.Lanes + "Strided" + _shape.Bits + "({0}, {1}, {2})", ImmutableArray.Create(Uniform(load.Buffer), places.At, places.Stride), Effect.Unknown, Precedences.Call));
            Define(load.Result, elements);
            return;
        }

        if (!isOwn && _mask is null && load.Result.Type.IsReal && load.Index.Type.Text == "int" && VectorOf(load.Result.Type, load.Origin) is { } gathered)
        {
            // An index out of range is met even where nothing uses the element.
            Value elements = _builder.New(gathered, load.Result.Name);
            string template = "{V}.Create(" + string.Join(", ", Enumerable.Range(0, _shape.Count).Select(lane => "{0}[(int){1}[" + lane + "]]")) + ")";
            _builder.Add(new Opaque(load.Origin, elements, _shape.Spelled(template), ImmutableArray.Create(Uniform(load.Buffer), Uniform(load.Index)), Effect.Unknown, Precedences.Call));
            Define(load.Result, elements);
            return;
        }

        if (!isOwn)
        {
            LaneByLane(load, load.Result, isSafe: false);
            return;
        }

        IrType vector = VectorOf(load.Result.Type, load.Origin);
        Value output = ForEachLane([Default(vector)], [load.Result.Name], (lane, carried) =>
        {
            Value element = LoadVector(Uniform(load.Buffer), Element(load.Index, lane), vector, null);
            return [Vector(vector, "{V}.WithElement({0}, {1}, {2}[{1}])", Precedences.Call, null, carried[0], lane, element)];
        })[0];
        Define(load.Result, output);
    }

    private void Visit(Store store)
    {
        MayThrow = true;
        if (_variation.IsSum(store.Buffer))
        {
            AddUp(store);
            return;
        }

        if (_variation.IsSaved(store.Buffer))
        {
            ForEachLane([], [], (lane, _) =>
            {
                _builder.Add(store with { Buffer = Uniform(store.Buffer), Index = Element(store.Index, lane), Stored = Element(store.Stored, lane) });
                return [];
            });
            return;
        }

        if (!_variation.IsOwn(store.Buffer))
        {
            BufferType(store.Buffer, store.Origin);
            _builder.Add(IrRewriter.Map(store, Uniform, r => r));
            return;
        }

        Value buffer = Uniform(store.Buffer);
        IrType vector = VectorOf(store.Stored.Type, store.Origin);
        if (_variation.Varies(store.Index))
        {
            ForEachLane([], [], (lane, _) =>
            {
                Value index = Element(store.Index, lane), before = LoadVector(buffer, index, vector, null), stored = Element(store.Stored, lane);
                if (store.Adds)
                {
                    Value old = _builder.Pure(store.Stored.Type, "{0}[{1}]", Precedences.Call, before, lane);
                    stored = _builder.Apply("Add", store.Stored.Type, old, stored);
                }

                _builder.Add(new Store(store.Origin, buffer, index, With(before, lane, stored, store.Stored.Type), Adds: false));
                return [];
            });
            return;
        }

        Value at = Uniform(store.Index), value = Lane(store.Stored);

        // What is saved for the reverse sweep is read by the lanes that saved it alone.
        bool isTape = _variation.Sources(store.Buffer).All(s => s is Allocate { Memory: Memory.Tape });
        if (_mask is null || isTape)
        {
            _builder.Add(new Store(store.Origin, buffer, at, value, store.Adds));
            return;
        }

        Value kept = LoadVector(buffer, at, vector, null);
        Value changed = store.Adds ? Vector(vector, "{0} + {1}", Precedences.Additive, null, kept, value) : value;
        _builder.Add(new Store(store.Origin, buffer, at, Select(_mask, changed, kept), Adds: false));
    }

    /// <summary>grad[i] += v becomes grad[i] += sum over the lanes that are on; with an index of its own, each lane adds by itself.</summary>
    private void AddUp(Store store)
    {
        if (!store.Adds)
        {
            throw new NotInLanesException(store.Origin, "it writes to a buffer that all calls share", "write to a buffer that the method makes");
        }

        bool varies = _variation.Varies(store.Index);
        if (_addsAside && !(varies ? _apart : _wide).ContainsKey(store.Buffer.Id))
        {
            throw new NotInLanesException(store.Origin, "its gradient is added to memory of another kind than a span", "use spans");
        }

        Value buffer = varies && _apart.TryGetValue(store.Buffer.Id, out Value? own) ? own : Uniform(store.Buffer);
        if (varies)
        {
            ForEachLane([], [], (lane, _) =>
            {
                _builder.Add(new Store(store.Origin, buffer, Element(store.Index, lane), Element(store.Stored, lane), Adds: true));
                return [];
            });
            return;
        }

        Value value = Lane(store.Stored);
        if (_mask is not null)
        {
            value = Select(_mask, value, Broadcast(_builder.Zero(store.Stored.Type), store.Stored.Type));
        }

        if (_wide.TryGetValue(store.Buffer.Id, out Value? lanes))
        {
            _builder.Add(new Store(store.Origin, lanes, Uniform(store.Index), value, Adds: true));
            return;
        }

        Value sum = _builder.Pure(store.Stored.Type, _shape.Spelled("{V}.Sum({0})"), Precedences.Call, value);
        _builder.Add(new Store(store.Origin, buffer, Uniform(store.Index), sum, Adds: true));
    }

    private void Visit(Fill fill)
    {
        MayThrow = true;
        RefuseSum(fill.Buffer, fill.Origin);
        Value buffer = Uniform(fill.Buffer);
        if (!_variation.IsOwn(fill.Buffer))
        {
            BufferType(fill.Buffer, fill.Origin);
            _builder.Add(fill with { Buffer = buffer, Filler = fill.Filler is null ? null : Uniform(fill.Filler) });
            return;
        }

        IrType element = fill.Buffer.Type.ElementType;
        Value? filler = fill.Filler is null ? null : Lane(fill.Filler);
        if (_mask is { } mask)
        {
            ForEachElement(buffer, index =>
            {
                Value kept = LoadVector(buffer, index, VectorOf(element, fill.Origin), null);
                return Select(mask, filler ?? Default(kept.Type), kept);
            });
            return;
        }

        _builder.Add(new Fill(fill.Origin, buffer, filler));
    }

    private void Visit(Copy copy)
    {
        MayThrow = true;
        RefuseSum(copy.Destination, copy.Origin);
        Value source = Uniform(copy.Source), destination = Uniform(copy.Destination);
        if (!_variation.IsOwn(copy.Destination) || (_mask is null && _variation.IsOwn(copy.Source)))
        {
            BufferType(copy.Destination, copy.Origin);
            _builder.Add(new Copy(copy.Origin, source, destination));
            return;
        }

        if (_variation.IsSameMemory(copy.Source, copy.Destination))
        {
            throw new NotInLanesException(copy.Origin, "it copies within a buffer on a condition that differs from call to call", "write the loop over its elements");
        }

        IrType element = copy.Destination.Type.ElementType, vector = VectorOf(element, copy.Origin);
        ForEachElement(source, index =>
        {
            Value taken = _variation.IsOwn(copy.Source)
                ? LoadVector(source, index, vector, null)
                : Broadcast(_builder.Add(new Load(copy.Origin, _builder.New(element), source, index)).Result, element);
            return _mask is { } mask ? Select(mask, taken, LoadVector(destination, index, vector, null)) : taken;
        }, destination);
    }

    /// <summary>sourceGrad[j] += destinationGrad[j]; destinationGrad[j] = 0</summary>
    private void UndoCopy(Opaque undone)
    {
        MayThrow = true;
        Value source = undone.Arguments[0], destination = undone.Arguments[1];
        RefuseSum(destination, undone.Origin);
        if (!_variation.IsOwn(destination) && !_variation.IsSum(source))
        {
            BufferType(source, undone.Origin);
            BufferType(destination, undone.Origin);
            Keep(undone);
            return;
        }

        if (_variation.IsSameMemory(source, destination))
        {
            throw new NotInLanesException(undone.Origin, "it copies within a buffer that each call has for itself", "write the loop over its elements");
        }

        IrType element = source.Type.ElementType, vector = VectorOf(element, undone.Origin);
        Value from = Uniform(destination), to = Uniform(source);
        ForEachElement(to, index =>
        {
            Value grad = Taken(from, index, destination, element, vector);
            if (_variation.IsSum(source))
            {
                Value sum = _builder.Pure(element, _shape.Spelled("{V}.Sum({0})"), Precedences.Call, grad);
                Value before = _builder.Add(new Load(undone.Origin, _builder.New(element), to, index)).Result;
                return _builder.Apply("Add", element, before, sum);
            }

            return Vector(vector, "{0} + {1}", Precedences.Additive, null, LoadVector(to, index, vector, null), grad);
        });
    }

    /// <summary>The sum of a buffer's elements in each lane; the buffer is zero behind it.</summary>
    private void UndoFill(Opaque cleared)
    {
        MayThrow = true;
        RefuseSum(cleared.Arguments[0], cleared.Origin);
        Value result = cleared.Result!;
        if (!_variation.IsOwn(cleared.Arguments[0]))
        {
            BufferType(cleared.Arguments[0], cleared.Origin);
            Keep(cleared);
            return;
        }

        IrType vector = VectorOf(result.Type, cleared.Origin);
        Value buffer = Uniform(cleared.Arguments[0]), length = _builder.LengthOf(buffer), index = _builder.New(IrType.Int, "j"), zero = _builder.Int(0), one = _builder.Int(1), none = Default(vector);
        Value carried = _builder.New(vector, result.Name), total = _builder.New(vector, result.Name);
        _builder.Open();
        Value next = Vector(vector, "{0} + {1}", Precedences.Additive, result.Name, carried, Taken(buffer, index, cleared.Arguments[0], result.Type, vector));
        Region body = _builder.Close(next);
        _builder.Add(new For(cleared.Origin, ImmutableArray.Create(total), index, zero, length, "<", one, ImmutableArray.Create(none), ImmutableArray.Create(carried), body, -1));
        Define(result, total);
    }

    /// <summary>The gradient of an element for the lanes that are on, zero for the others; it is zero behind it for those that are on.</summary>
    private Value Taken(Value buffer, Value index, Value scalar, IrType element, IrType vector)
    {
        if (!_variation.IsOwn(scalar))
        {
            Value loaded = _builder.Add(new Load(_builder.Origin, _builder.New(element), buffer, index)).Result, zero = _builder.Zero(element);
            _builder.Add(new Store(_builder.Origin, buffer, index, zero, Adds: false));
            return Broadcast(loaded, element);
        }

        Value held = LoadVector(buffer, index, vector, null), none = Default(vector);
        _builder.Add(new Store(_builder.Origin, buffer, index, _mask is null ? none : Select(_mask, none, held), Adds: false));
        return _mask is null ? held : Select(_mask, held, none);
    }

    private void RefuseSum(Value buffer, int origin)
    {
        if (_variation.IsSum(buffer))
        {
            throw new NotInLanesException(origin, "it writes to a buffer that all calls share", "write to a buffer that the method makes");
        }
    }

    /// <summary><c>for (j = 0; j &lt; over.Length; j++) into[j] = …</c></summary>
    private void ForEachElement(Value over, Func<Value, Value> body, Value? into = null)
    {
        Value index = _builder.New(IrType.Int, "j"), zero = _builder.Int(0), one = _builder.Int(1), length = _builder.LengthOf(over);
        _builder.Open();
        Value element = body(index);
        _builder.Add(new Store(_builder.Origin, into ?? over, index, element, Adds: false));
        Region region = _builder.Close();
        _builder.Add(new For(_builder.Origin, ImmutableArray<Value>.Empty, index, zero, length, "<", one, ImmutableArray<Value>.Empty, ImmutableArray<Value>.Empty, region, -1));
    }

    private void Visit(Allocate allocate)
    {
        MayThrow = true;
        IrType type = BufferType(allocate.Result, allocate.Origin);
        IrType element = allocate.Result.Type.ElementType;
        if (type.Buffer == BufferKind.Array)
        {
            throw new NotInLanesException(allocate.Origin, "a variable holds an array that is made here, or memory of the caller's", "use a variable for each of them");
        }

        if (type.Buffer is BufferKind.Matrix or BufferKind.Jagged || !(element.IsReal || element.Text == "bool" || LaneTemplates.IsInteger(element)))
        {
            throw new NotInLanesException(allocate.Origin, "it makes a buffer of type '" + allocate.Result.Type.Text.Replace("global::", "") + "'", "use a buffer of one dimension, of numbers");
        }

        Value length;
        if (!_variation.Varies(allocate.Length))
        {
            length = Uniform(allocate.Length);
        }
        else if (allocate.Memory == Memory.Tape)
        {
            length = Extreme(Lane(allocate.Length), _mask, up: false, IrType.Int);
        }
        else
        {
            throw new NotInLanesException(allocate.Origin, "the length of a buffer differs from call to call", "give the buffer the greatest length that is needed");
        }

        Value result = _builder.New(type, allocate.Result.Name);
        _builder.Add(new Allocate(allocate.Origin, result, allocate.Memory == Memory.Tape ? Memory.Tape : Memory.Zeros, length));
        Define(allocate.Result, result);
    }

    private void Visit(View view)
    {
        if ((view.Start is not null && _variation.Varies(view.Start)) || (view.Length is not null && _variation.Varies(view.Length)))
        {
            throw new NotInLanesException(view.Origin, "which part of a buffer is taken differs from call to call", "index the whole buffer");
        }

        foreach (Dictionary<int, Value> aside in new[] { _wide, _apart }.Where(a => a.ContainsKey(view.Buffer.Id)))
        {
            Value whole = aside[view.Buffer.Id];
            aside[view.Result.Id] = view.Start is null
                ? whole
                : _builder.Add(new View(view.Origin, _builder.New(whole.Type, view.Result.Name + "Aside"), whole, Uniform(view.Start), view.Length is null ? null : Uniform(view.Length))).Result;
        }

        Value buffer = Uniform(view.Buffer);
        IrType type = BufferType(view.Result, view.Origin);
        if (view.Start is null && type.Text == buffer.Type.Text)
        {
            Define(view.Result, buffer);
            return;
        }

        MayThrow |= view.Start is not null;
        Value result = _builder.New(type, view.Result.Name);
        _builder.Add(new View(view.Origin, result, buffer, view.Start is null ? null : Uniform(view.Start), view.Length is null ? null : Uniform(view.Length)));
        Define(view.Result, result);
    }
}
