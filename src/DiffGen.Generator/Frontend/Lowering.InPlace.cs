using System.Collections.Generic;
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
    private readonly HashSet<IOperation> _collecting = [];
    private readonly Stack<IOperation> _inPlace = new();

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
        IMethodSymbol target = call.TargetMethod.MethodKind == MethodKind.LocalFunction ? call.TargetMethod : _lambdas[((ILocalReferenceOperation)call.Instance!).Local].Symbol;
        if (_inPlace.Any(b => b.Syntax == body.Syntax))
        {
            throw Refuse(call, "a local function that calls itself", "make it a static method of the class");
        }

        if (target.IsGenericMethod || target.IsAsync)
        {
            throw Refuse(call, "this local function", "make it a plain one");
        }

        Value[] arguments = LowerArguments(call.Arguments);
        (object result, object returned, ITypeSymbol returnType, Stack<JumpScope> scopes, int statement) = (_result, _returned, _returnType, _scopes, _statement);
        (_result, _returned, _returnType, _scopes) = (new object(), new object(), target.ReturnType, new Stack<JumpScope>());
        _inPlace.Push(body);
        for (int i = 0; i < arguments.Length; i++)
        {
            Assign(target.Parameters[i], arguments[i], SignatureReader.Identifier(target.Parameters[i].Name));
        }

        if (!target.ReturnsVoid)
        {
            _environment[_result] = null;
        }

        _environment[_returned] = _builder.Constant(IrType.Bool, "false");
        LowerStatements(body.Operations, 0, null);
        _inPlace.Pop();
        Value? value = target.ReturnsVoid ? null : _environment[_result] ?? _builder.New(TypeReader.Read(target.ReturnType));
        _environment.Remove(_result);
        _environment.Remove(_returned);
        (_result, _returned, _returnType, _scopes, _statement) = (result, returned, returnType, scopes, statement);
        _builder.Origin = statement;
        return value;
    }
}
