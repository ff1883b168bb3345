using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Fuzz;

internal sealed partial class Checks
{
    /// <summary>Its columns are tangents along the axes, its rows gradients of single outputs.</summary>
    private void Jacobian(object[] inputs, object? value, object[] after, bool ill)
    {
        int[] columns = [.. Enumerable.Range(0, inputs.Length).Where(i => _parameters[i].IsActive && (_parameters[i].Shape != Shape.Span || Reads(i)))];
        int[] rows = [.. Enumerable.Range(0, inputs.Length).Where(i => _parameters[i].Shape == Shape.Span)];
        int width = columns.Sum(i => Numbers.Flat(inputs[i]).Length), height = rows.Sum(i => Numbers.Flat(inputs[i]).Length) + (value is null ? 0 : 1);
        bool isFloat = _parameters.Any(p => p.IsActive && p.IsFloat);
        object jacobian = isFloat ? Enumerable.Repeat(float.NaN, width * height).ToArray() : Enumerable.Repeat(double.NaN, width * height).ToArray();
        object[] a = Numbers.Clone(inputs);
        Same("Jacobian", value, _subject.Jacobian(a, jacobian), inputs, after, a);
        double[] all = Numbers.Flat(jacobian);
        if (ill)
        {
            return;
        }

        int column = 0;
        foreach (int i in columns)
        {
            for (int k = 0; k < Numbers.Flat(inputs[i]).Length; k++, column++)
            {
                object?[] v = [.. _parameters.Select((p, j) => p.IsActive ? Numbers.Zero(inputs[j]) : null)];
                v[i] = Axis(inputs[i], k);
                (object? tangent, object?[] tangents) = Jvp(inputs, v, null, null);
                Compare("column", column, [.. Numbers.Flat(tangent), .. rows.SelectMany(r => Numbers.Flat(tangents[r]))], r => all[(r * width) + column]);
            }
        }

        for (int row = 0, at = value is null ? 0 : -1, r = 0; row < height; row++)
        {
            object?[] w = [.. _parameters.Select((p, j) => p.IsActive && p.MayBeWritten ? Numbers.Zero(inputs[j]) : null)];
            object? u = value is null ? null : Numbers.Map(value, _ => at < 0 ? 1 : 0);
            if (at >= 0)
            {
                w[rows[r]] = Axis(inputs[rows[r]], at);
            }

            object?[] gradients = Vjp(inputs, u, w, null, null, null);
            int current = row;
            Compare("row", row, [.. columns.SelectMany(c => Numbers.Flat(gradients[c]))], c => all[(current * width) + c]);
            if (++at > 0 && at == Numbers.Flat(inputs[rows[r]]).Length)
            {
                (at, r) = (0, r + 1);
            }
        }

        void Compare(string what, int index, double[] expected, Func<int, double> actual)
        {
            double norm = expected.Length == 0 ? 0 : expected.Max(Math.Abs);
            for (int k = 0; k < expected.Length; k++)
            {
                if (!(Math.Abs(expected[k] - actual(k)) <= ((_program.UsesFloat ? 1e-3 : 1e-9) * norm) + (_program.UsesFloat ? 1e-4 : 1e-12)))
                {
                    Found(Outcome.Jacobian, $"{what} {index}, entry {k} is {actual(k):R}, by the other companions {expected[k]:R}");
                }
            }
        }
    }

    private static object Axis(object like, int k)
    {
        int at = 0;
        return Numbers.Map(like, _ => at++ == k ? 1 : 0);
    }

    /// <summary>Whether the body reads a span: an element, a compound assignment, a slice, passing it on.</summary>
    private bool Reads(int index)
    {
        Parameter parameter = _parameters[index];
        MethodDeclarationSyntax method = CSharpSyntaxTree.ParseText(_program.Source, Batch.ParseOptions).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First(m => m.Identifier.Text == "F");
        if (method.ParameterList.Parameters.First(p => p.Identifier.Text == parameter.Name).AttributeLists.Count > 0)
        {
            return false;
        }

        IEnumerable<IdentifierNameSyntax> uses = method.Body!.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.Text == parameter.Name);
        return uses.Any(use => use.Parent switch
        {
            // Only written: a[i] = …, (a[i], …) = …
            ElementAccessExpressionSyntax element when element.Expression == use && element.ArgumentList.Arguments[0].Expression is not RangeExpressionSyntax => !IsTarget(element),
            MemberAccessExpressionSyntax member when member.Expression == use => member.Name.Identifier.Text is not ("Length" or "Clear" or "Fill"),

            // The name of an argument: F(a: x)
            NameColonSyntax => false,
            _ => true,
        });

        static bool IsTarget(ExpressionSyntax element) => element.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == element && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression),
            ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax swap } tuple } => swap.Left == tuple,
            _ => false,
        };
    }
}
