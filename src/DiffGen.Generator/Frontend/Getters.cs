using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Generator.Frontend;

/// <summary>Getters of counts and settings that do no more than read: <c>public int Count => _rows * _columns;</c>. They repeat harmlessly while nothing unknown runs.</summary>
internal static class Getters
{
    /// <summary>Whether a property, whose type holds no real number, only computes of fields, of parameters of a primary constructor, of lengths of arrays, and of constants.</summary>
    public static bool OnlyReads(IPropertySymbol property) =>
        IsCount(property.Type)
        && property is { IsVirtual: false, IsOverride: false, IsAbstract: false, DeclaringSyntaxReferences.Length: 1 }
        && property.DeclaringSyntaxReferences[0].GetSyntax() is PropertyDeclarationSyntax syntax
        && Returned(syntax) is { } returned
        && OnlyReads(returned, property.ContainingType);

    private static ExpressionSyntax? Returned(PropertyDeclarationSyntax property)
    {
        AccessorDeclarationSyntax? getter = property.AccessorList?.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration));
        return property.ExpressionBody?.Expression
            ?? getter?.ExpressionBody?.Expression
            ?? (getter?.Body?.Statements is { Count: 1 } only && only[0] is ReturnStatementSyntax { Expression: { } expression } ? expression : null);
    }

    private static bool OnlyReads(ExpressionSyntax expression, INamedTypeSymbol type) => expression switch
    {
        LiteralExpressionSyntax => true,
        ParenthesizedExpressionSyntax inner => OnlyReads(inner.Expression, type),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression or (int)SyntaxKind.MultiplyExpression } both => OnlyReads(both.Left, type) && OnlyReads(both.Right, type),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length", Expression: var array } when Stored(array, type) is IArrayTypeSymbol => true,
        _ => Stored(expression, type) is { } stored && IsCount(stored),
    };

    /// <summary>The type of a field, or of what a primary constructor keeps; null for anything else.</summary>
    private static ITypeSymbol? Stored(ExpressionSyntax expression, INamedTypeSymbol type)
    {
        string? name = expression switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax identifier } => identifier.Identifier.ValueText,
            _ => null,
        };
        if (name is null)
        {
            return null;
        }

        ISymbol[] members = [.. type.GetMembers(name)];
        return members.Length switch
        {
            0 => type.InstanceConstructors.Where(c => c.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax)).SelectMany(c => c.Parameters).FirstOrDefault(p => p.Name == name)?.Type,
            1 => members[0] switch
            {
                IFieldSymbol { IsVolatile: false } field => field.Type,
                IPropertySymbol { IsVirtual: false, IsOverride: false, IsAbstract: false } property when CompositeReader.IsAuto(property) => property.Type,
                _ => null,
            },
            _ => null,
        };
    }

    private static bool IsCount(ITypeSymbol type) => type.SpecialType is SpecialType.System_Boolean or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) || type.TypeKind == TypeKind.Enum;
}
