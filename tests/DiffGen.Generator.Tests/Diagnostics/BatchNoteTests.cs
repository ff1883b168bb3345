using System.Globalization;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>Why a batch runs call by call is told at the first word of its place, as an information.</summary>
public class BatchNoteTests
{
    public static TheoryData<string> Notes => [.. Refusals.Notes.Select(note => note.Name)];

    [Theory]
    [MemberData(nameof(Notes))]
    public void Is_told_at_its_place(string name)
    {
        Refusal note = Refusals.Notes.Single(n => n.Name == name);
        Generated generated = note.Run();
        Assert.Empty(generated.Diagnostics);
        Diagnostic told = Assert.Single(generated.Told, diagnostic => diagnostic.Id == note.Id);
        Assert.Equal(DiagnosticSeverity.Info, told.Severity);
        Assert.Equal(Assert.Single(note.Spans).Start, told.Location.SourceSpan.Start);
        Assert.DoesNotContain("{", told.GetMessage(CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }
}
