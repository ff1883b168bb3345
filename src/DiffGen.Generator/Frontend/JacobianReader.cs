using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>Reads <c>Jacobian = true</c>: whether the method can have one, and which of its spans are inputs.</summary>
internal static class JacobianReader
{
    private const string Suffix = "Jacobian";

    /// <summary>The attribute asks for a Jacobian.</summary>
    public static bool IsAsked(AttributeData attribute) => attribute.NamedArguments.Any(a => a.Key == Suffix && a.Value.Value is true);

    /// <summary>A method that cannot be differentiated declares its Jacobian all the same.</summary>
    public static bool NeedsStub(IMethodSymbol method, AttributeData attribute) => IsAsked(attribute) && method.ContainingType.GetMembers(method.Name + Suffix).IsEmpty;

    /// <returns>Null where no Jacobian is to be written: it is not asked for, or written by hand.</returns>
    /// <exception cref="RefusedException">The method cannot have one.</exception>
    public static IrJacobian? Read(Compilation compilation, IMethodSymbol method, AttributeData attribute, IrRule? rule, CancellationToken cancellation)
    {
        if (!IsAsked(attribute) || RuleReader.IsByHand(method, Suffix))
        {
            return null;
        }

        IrFunction signature = RuleReader.Signature(method);
        if (signature.ResultType is { IsRealBuffer: true })
        {
            throw Refuse("on a method that returns an array", "leave it out, or write to a span that is passed");
        }

        if (signature.Arguments.FirstOrDefault(a => a is { IsActive: true, Type.Members: not null }) is { } mixed)
        {
            throw Refuse("on a method with the buffer '" + mixed.Name + "' of structs whose members are not all active numbers of one type", "leave it out, or pass a span for each member");
        }

        if (CompanionSignature.JacobianElement(signature) is null)
        {
            throw Refuse("on a method of double and float numbers", "leave it out, or give all of them one type");
        }

        if (rule is { IsWhole: true } && signature.Arguments.FirstOrDefault(a => a is { IsActive: true, IsWritable: true } && !IsRow(a)) is { } unseen)
        {
            throw Refuse("on a method with a rule by hand that may write " + (unseen.IsReceiver ? "its receiver" : "'" + unseen.Name + "'"), unseen.IsReceiver ? "declare it readonly" : "pass a span");
        }

        IParameterSymbol[] spans = method.Parameters.Where(p => TypeReader.Read(p.Type) is { Buffer: BufferKind.Span, IsRealBuffer: true, IsDeclaredArray: false }).ToArray();
        IOperation? body = spans.Length == 0 ? null : Body(compilation, method, cancellation);
        return new IrJacobian(new EquatableArray<string>(spans.Where(s => body is null || Reads(body, s)).Select(s => SignatureReader.Identifier(s.Name)).ToImmutableArray()));

        RefusedException Refuse(string where, string instead) =>
            new(Descriptors.Signature, attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? method.Locations[0], Suffix + " = true " + where, instead);
    }

    /// <summary>Its final content is a result by its type alone.</summary>
    private static bool IsRow(IrArgument argument) => !argument.IsReceiver && (argument.Passing is Passing.Ref or Passing.Out || argument.Type is { Buffer: BufferKind.Span, IsDeclaredArray: false });

    private static IOperation? Body(Compilation compilation, IMethodSymbol method, CancellationToken cancellation)
    {
        SyntaxNode declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        return compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration, cancellation);
    }

    /// <summary>The parameter stands somewhere else than where it is only written: an element read, a compound assignment, a slice, passing it on.</summary>
    private static bool Reads(IOperation body, IParameterSymbol span) =>
        body.Descendants().OfType<IParameterReferenceOperation>().Any(r => SymbolEqualityComparer.Default.Equals(r.Parameter, span) && !IsWriteOnly(r));

    private static bool IsWriteOnly(IParameterReferenceOperation reference) => reference.Parent switch
    {
        INameOfOperation => true,
        IPropertyReferenceOperation { Property.Name: "Length" or "IsEmpty" } => true,
        IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Instance == reference && IsAssigned(element),
        IImplicitIndexerReferenceOperation { Argument: not IRangeOperation } element => element.Instance == reference && IsAssigned(element),
        IInvocationOperation { TargetMethod.Name: "Clear" or "Fill" } call => call.Instance == reference,
        _ => false,
    };

    /// <summary>The element, or a member of it, is the target of <c>=</c> or an <c>out</c> argument.</summary>
    private static bool IsAssigned(IOperation element)
    {
        switch (element.Parent)
        {
            case IFieldReferenceOperation member when member.Instance == element:
                return IsAssigned(member);
            case IPropertyReferenceOperation member when member.Instance == element && IsAutomatic(member.Property):
                return IsAssigned(member);
            case ISimpleAssignmentOperation assignment:
                return assignment.Target == element;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out }:
                return true;
            case ITupleOperation tuple:
                IOperation outermost = tuple;
                while (outermost.Parent is ITupleOperation around)
                {
                    outermost = around;
                }

                return outermost.Parent is IDeconstructionAssignmentOperation deconstruction && deconstruction.Target == outermost;
            default:
                return false;
        }
    }

    /// <summary>Its accessors only read and write a field.</summary>
    private static bool IsAutomatic(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));
}
