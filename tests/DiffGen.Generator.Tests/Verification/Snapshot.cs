using System;
using System.IO;
using Xunit;

namespace DiffGen.Generator.Tests.Verification;

/// <summary>
/// Compares a text with a file kept beside its source, by the conventions of Verify: a difference leaves <c>X.received.cs</c> beside
/// <c>X.verified.cs</c>. <c>DIFFGEN_ACCEPT=1 dotnet test</c> accepts what was received; a build server never does.
/// </summary>
internal static class Snapshot
{
    private const string Accept = "DIFFGEN_ACCEPT";

    public static void Verify(string received, string folder, string name)
    {
        received = Normalize(received);
        string verifiedPath = Path.Combine(folder, name + ".verified.cs");
        string receivedPath = Path.Combine(folder, name + ".received.cs");
        string? verified = File.Exists(verifiedPath) ? Normalize(File.ReadAllText(verifiedPath)) : null;
        if (received == verified)
        {
            File.Delete(receivedPath);
            return;
        }

        bool onServer = Environment.GetEnvironmentVariable("CI") == "true";
        if (!onServer && Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(verifiedPath, received);
            File.Delete(receivedPath);
            return;
        }

        if (!onServer)
        {
            File.WriteAllText(receivedPath, received);
        }

        string accept = $"Read {receivedPath}; if it is right, run again with {Accept}=1.";
        Assert.True(verified is not null, $"There is no {verifiedPath}. {accept}");
        Assert.True(verified == received, $"{FirstDifference(verified!, received)}\n{accept}");
    }

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";

    private static string FirstDifference(string verified, string received)
    {
        string[] expected = verified.Split('\n');
        string[] actual = received.Split('\n');
        int line = 0;
        while (line < expected.Length && line < actual.Length && expected[line] == actual[line])
        {
            line++;
        }

        return $"Line {line + 1} differs.\nverified: {At(expected)}\nreceived: {At(actual)}";

        string At(string[] lines) => line < lines.Length ? lines[line] : "(end)";
    }
}
