using System;
using DiffGen.Generator.Tests.Verification;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>A source that nothing is said of.</summary>
/// <param name="Name">What is right in it.</param>
/// <param name="Text">A method F; with <paramref name="IsMember"/>, members before it.</param>
/// <param name="IsMember">There are other members in <paramref name="Text"/>.</param>
internal sealed record Silent(string Name, string Text, bool IsMember = false)
{
    private string Marked => IsMember
        ? Text.Insert(Text.LastIndexOf("public static ", StringComparison.Ordinal), "[Differentiable] ")
        : "[Differentiable] " + Text;

    public Generated Run() => Generated.Run("#pragma warning disable CS1591\nusing System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing DiffGen;\npublic static partial class M\n{\n" + Marked + "\n}\n");

    public override string ToString() => Name;
}
