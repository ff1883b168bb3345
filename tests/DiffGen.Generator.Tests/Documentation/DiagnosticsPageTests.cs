using System;
using System.Linq;
using DiffGen.Generator.Diagnostics;
using Xunit;

namespace DiffGen.Generator.Tests.Documentation;

/// <summary>docs/diagnostics.md has a section for every diagnostic, where the help link of the diagnostic leads.</summary>
public class DiagnosticsPageTests
{
    private static readonly (string Title, string Text)[] s_sections = [.. new DocumentationPage("docs/diagnostics.md").Sections];

    public static TheoryData<string> Ids => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    [Fact]
    public void Sections_are_the_descriptors_in_order() =>
        Assert.Equal(Descriptors.All.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal), s_sections.Select(section => section.Title));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_section_has_title_severity_and_mend(string id)
    {
        var descriptor = Descriptors.Get(id);
        string text = s_sections.Single(section => section.Title == id).Text;
        Assert.Contains($"**{descriptor.Title}** ({descriptor.DefaultSeverity.ToString().ToLowerInvariant()}).", text, StringComparison.Ordinal);
        Assert.Contains("*Mend.* ", text, StringComparison.Ordinal);
        Assert.EndsWith("docs/diagnostics.md#" + id.ToLowerInvariant(), descriptor.HelpLinkUri, StringComparison.Ordinal);
    }
}
