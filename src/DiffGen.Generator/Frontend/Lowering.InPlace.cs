using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// Local functions and lambdas: lowered where they are called, with the variables they capture as they are then. Nothing is allocated
/// for them, and what they write to captured variables is seen afterwards.
/// </summary>
internal sealed partial class Lowering
{
    private readonly Dictionary<ISymbol, IAnonymousFunctionOperation> _lambdas = new(SymbolEqualityComparer.Default);
    private readonly HashSet<SyntaxNode> _collecting = [];
    private readonly Stack<IOperation> _inPlace = new();

    /// <summary>Parameters passed by reference to what is lowered in place: other names of the places they were given.</summary>
    private readonly Dictionary<ISymbol, Target> _aliases = new(SymbolEqualityComparer.Default);

    private static IAnonymousFunctionOperation? LambdaOf(IOperation value) => value switch
    {
        IAnonymousFunctionOperation lambda => lambda,
        IDelegateCreationOperation creation => LambdaOf(creation.Target),
        IConversionOperation { IsImplicit: true } conversion => LambdaOf(conversion.Operand),
        _ => null,
    };

    /// <summary>The body that a call runs, if it calls a local function or a lambda held by a variable.</summary>
    private IBlockOperation? BodyInPlace(IInvocationOperation call)
    {
        if (call.TargetMethod.MethodKind == MethodKind.LocalFunction)
        {
            SyntaxNode? declaration = call.TargetMethod.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation);
            return declaration is null ? null : (_compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration, _cancellation) as ILocalFunctionOperation)?.Body;
        }

        return call.TargetMethod.MethodKind == MethodKind.DelegateInvoke && call.Instance is ILocalReferenceOperation { Local: { } local } && _lambdas.TryGetValue(local, out IAnonymousFunctionOperation? lambda)
            ? lambda.Body
            : null;
    }

    private Value? LowerInPlace(IInvocationOperation call, IBlockOperation body)
    {
        IMethodSymbol target = call.TargetMethod.MethodKind == MethodKind.LocalFunction ? call.TargetMethod.OriginalDefinition : _lambdas[((ILocalReferenceOperation)call.Instance!).Local].Symbol;
        if (target.IsGenericMethod || target.IsAsync)
        {
            throw Refuse(call, "this local function", "make it a plain one");
        }

        var values = new Value?[target.Parameters.Length];
        var targets = new Target?[target.Parameters.Length];
        foreach (IArgumentOperation argument in call.Arguments)
        {
            int at = argument.Parameter!.Ordinal;
            if (argument.Parameter.RefKind is RefKind.Ref or RefKind.Out || (IsSeenInPlace(argument) && !SignatureReader.Has(target.Parameters[at], "NoDiffAttribute") && (RootOf(argument.Value) is null || WritesMemory(body))))
            {
                targets[at] = LowerTarget(argument.Value);
            }
            else
            {
                values[at] = LowerExpression(argument.Value);
            }
        }

        return LowerBlock(call, body, target, targets, values);
    }

    /// <summary>Whether a body may write more than its own variables.</summary>
    private static bool WritesMemory(IBlockOperation body) => body.Descendants().Any(o => o switch
    {
        IAssignmentOperation { Target: ILocalReferenceOperation { Local.RefKind: RefKind.None } or IDeclarationExpressionOperation } => false,
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation { Local.RefKind: RefKind.None } } => false,
        IAssignmentOperation or IIncrementOrDecrementOperation or IObjectCreationOperation => true,
        IInvocationOperation call => !IsTable(call.TargetMethod),
        IPropertyReferenceOperation { Property.GetMethod: { } getter } => SignatureReader.MayAssignReceiver(getter) && !CompositeReader.IsAuto(getter) && !getter.DeclaringSyntaxReferences.IsEmpty,
        _ => false,
    });

    /// <summary>Lowers a body here: its parameters are variables with the values, or names of the places, that they are given.</summary>
    private Value? LowerBlock(IOperation call, IBlockOperation body, IMethodSymbol target, Target?[] targets, Value?[] values)
    {
        if (_inPlace.Any(b => b.Syntax == body.Syntax))
        {
            throw target.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction
                ? Refuse(call, "a local function that calls itself", "make it a static method of the class")
                : Refuse(call, "a call in a recursive method that is given the same memory twice", "copy to a variable first");
        }

        (object result, object returned, ITypeSymbol returnType, Stack<JumpScope> scopes, int statement) = (_result, _returned, _returnType, _scopes, _statement);
        (_result, _returned, _returnType, _scopes) = (new object(), new object(), target.ReturnType, new Stack<JumpScope>());
        _inPlace.Push(body);
        for (int i = 0; i < values.Length; i++)
        {
            if (SignatureReader.Has(target.Parameters[i], "NoDiffAttribute"))
            {
                values[i] = values[i] is { } constant && LeavesOf(constant).All(l => !l.Type.IsRealBuffer)
                    ? OfLeaves(constant.Type, LeavesOf(constant).Select(l => l.Type.IsReal ? _builder.Pure(l.Type, "{0}", Primitives.Precedences.Call, l) : l).ToArray())
                    : throw Refuse(call, "the [NoDiff] parameter '" + target.Parameters[i].Name + "' of a method that is lowered in place", "leave out [NoDiff], or make it a static method of the class that takes a number or a buffer of its own");
            }

            if (targets[i] is { } place)
            {
                _aliases[target.Parameters[i]] = place;
            }
            else
            {
                Assign(target.Parameters[i], AsArgument(values[i]!, Read(target.Parameters[i].Type), call), SignatureReader.Identifier(target.Parameters[i].Name));
            }
        }

        if (!target.ReturnsVoid)
        {
            _environment[_result] = null;
        }

        _environment[_returned] = _builder.Constant(IrType.Bool, "false");
        LowerStatements(body.Operations, 0, null);
        _inPlace.Pop();
        Value? value = target.ReturnsVoid ? null : _environment[_result] ?? DefaultValue(Read(target.ReturnType));
        _environment.Remove(_result);
        _environment.Remove(_returned);
        foreach (IParameterSymbol parameter in target.Parameters)
        {
            _aliases.Remove(parameter);
        }

        (_result, _returned, _returnType, _scopes, _statement) = (result, returned, returnType, scopes, statement);
        _builder.Origin = statement;
        return value;
    }
}
