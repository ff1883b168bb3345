using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Differentiate;

/// <summary>Calls that are recorded and pulled back.</summary>
internal sealed partial class ReversePass
{
    /// <summary>The forward sweep: calls that have something to pull back leave a recording, or are prepared for being run again.</summary>
    private Region Recording(Region region) => region with
    {
        Ops = region.Ops.SelectMany(op => op switch
        {
            Call call when HasPullback(call) => RunsAgain(call) || _credit is not null ? Prepared(call) : [call with { Mode = CallMode.Forward }],
            If branch => [branch with { Then = Recording(branch.Then), Else = Recording(branch.Else) }],
            For loop => [loop with { Body = Recording(loop.Body) }],
            While loop => [loop with { Body = Recording(loop.Body) }],
            _ => (IEnumerable<Op>)[op],
        }).ToImmutableArray(),
    };

    private bool HasPullback(Call call) => call.Mode == CallMode.Primal && call.Arguments.Any(_activity.IsActive) && _functions.ContainsKey(call.Callee);

    private void UndoCall(Call call)
    {
        IrFunction callee = _functions[call.Callee];
        var arguments = ImmutableArray.CreateBuilder<Value>();
        bool again = RunsAgain(call);
        if (_credit is not null && !again)
        {
            RecordAgain(call);
        }

        if (callee.VirtualRoot is not null)
        {
            arguments.Add(call.Arguments[0]);
        }

        if (again)
        {
            arguments.AddRange(Restored(call));
        }

        for (int i = 0; i < call.Outputs.Length; i++)
        {
            if (callee.Outputs[i].IsActive)
            {
                arguments.Add(call.Outputs[i].Type.IsBuffer ? Shadow(call.Outputs[i]) : GradOrZero(call.Outputs[i]));
            }
        }

        var outputs = ImmutableArray.CreateBuilder<Value>();
        var targets = new List<Value>();
        for (int i = 0; i < callee.Parameters.Length; i++)
        {
            if (!callee.Parameters[i].IsActive)
            {
                continue;
            }

            Value argument = call.Arguments[i];
            if (argument.Type.IsBuffer)
            {
                arguments.Add(_activity.IsActive(argument)
                    ? Shadow(argument)
                    : _builder.Add(new Allocate(call.Origin, _builder.New(argument.Type.AsSpan()), Memory.Zeros, _builder.ShapeOf(argument))).Result);
            }
            else
            {
                outputs.Add(again ? NewGrad(argument) : _builder.New(argument.Type));
                targets.Add(argument);
            }
        }

        if (again)
        {
            // -0 is the sum of nothing: whatever is added to it stays as it is.
            arguments.AddRange(targets.Select((t, i) => (IsActiveReal(t) && targets.IndexOf(t) == i ? Grad(t) : null) ?? _builder.Constant(t.Type, "-0")));
        }

        _builder.Add(new Call(call.Origin, outputs.ToImmutable(), call.Callee, again ? CallMode.Reverse : CallMode.Pullback, arguments.ToImmutable()));
        for (int i = 0; i < targets.Count; i++)
        {
            if (again && targets.IndexOf(targets[i]) == i && IsActiveReal(targets[i]))
            {
                _grads[targets[i].Id] = outputs[i];
            }
            else
            {
                Accumulate(targets[i], outputs[i]);
            }
        }
    }
}
