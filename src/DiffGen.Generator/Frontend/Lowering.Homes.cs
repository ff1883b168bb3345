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
/// Array variables that a loop gives new arrays: <c>state = Step(state)</c>. Such a variable has a home, memory of its own made before the
/// loop. Inside an iteration it is whatever array it was given; at the end of the iteration that is copied home, and the next iteration
/// finds it there. Where somebody could tell the copy from the array, <see cref="Analysis.HomeAliases"/> refuses the method.
/// </summary>
internal sealed partial class Lowering
{
    private bool HasHome(ILoopOperation loop, object variable) => NameOf(variable) is { } name && _known.Homes.Contains((loop.Syntax, name));

    /// <summary>A type whose values a home can hold: an array, not a part of one.</summary>
    private static bool CanHaveHome(IrType type) => type.Buffer is BufferKind.Array or BufferKind.Matrix || (type.IsBuffer && type.IsDeclaredArray);

    /// <summary>The home of a variable, with the content that the variable has before the loop.</summary>
    private Value Home(object variable, Value content)
    {
        string name = NameOf(variable)!;
        Value home = _builder.Add(new Allocate(_builder.Origin, _builder.New(content.Type, name), Memory.Heap, _builder.ShapeOf(content)) { HomeOf = name }).Result;
        CopyHome(content, home);
        return home;
    }

    /// <summary>At the end of an iteration: all variables of the loop that have homes go there at once.</summary>
    private void GoHome(IReadOnlyList<(object Variable, Value Home)> variables)
    {
        var moved = new List<(object Variable, Value Home, Value Content)>();
        foreach ((object variable, Value home) in variables)
        {
            if (_environment[variable] is { } content && !content.Equals(home))
            {
                moved.Add((variable, home, content));
            }
        }

        foreach ((object variable, Value home, Value content) in moved)
        {
            RequireSameShape(NameOf(variable)!, content, home);
        }

        // What may lie in another home is read before anything is written there.
        bool areApart = moved.Count == 1 || moved.All(m => _builder.Current.Any(o => o is Allocate or Call && o.Results.Contains(m.Content)));
        Value[] sources = moved.Select(m => areApart ? m.Content : Aside(m.Content, m.Home)).ToArray();
        for (int i = 0; i < sources.Length; i++)
        {
            CopyHome(sources[i], moved[i].Home);
        }
    }

    /// <summary>A copy of an array that has the shape of a home.</summary>
    private Value Aside(Value content, Value home)
    {
        Value aside = _builder.Add(new Allocate(_builder.Origin, _builder.New(home.Type), Memory.Heap, _builder.ShapeOf(home))).Result;
        bool isMatrix = home.Type.Buffer == BufferKind.Matrix;
        _builder.Add(new Copy(_builder.Origin, isMatrix ? InRows(content) : content, isMatrix ? InRows(aside) : aside) { IsHome = true });
        return aside;
    }

    private void CopyHome(Value content, Value home)
    {
        bool isMatrix = home.Type.Buffer == BufferKind.Matrix;
        _builder.Add(new Copy(_builder.Origin, isMatrix ? InRows(content) : content, isMatrix ? InRows(home) : home) { IsHome = true });
    }

    /// <summary><c>if (content.Length != home.Length) throw …</c>.</summary>
    private void RequireSameShape(string name, Value content, Value home)
    {
        foreach (string length in home.Type.Buffer == BufferKind.Matrix ? ["{0}.GetLength(0)", "{0}.GetLength(1)"] : (string[])["{0}.Length"])
        {
            Value now = _builder.Pure(IrType.Int, length, Precedences.Call, content), before = _builder.Pure(IrType.Int, length, Precedences.Call, home);
            Value differs = _builder.Pure(IrType.Bool, "{0} != {1}", Precedences.Equality, now, before);
            var thrown = new Throw(_builder.Origin, "throw global::DiffGen.CompilerServices.Arguments.OtherLength({0}, {1}, \"" + name.TrimStart('@') + "\");", ImmutableArray.Create(now, before));
            _builder.Add(new If(_builder.Origin, ImmutableArray<Value>.Empty, differs, new Region(ImmutableArray.Create<Op>(thrown), ImmutableArray<Value>.Empty), Region.Empty));
        }
    }
}
