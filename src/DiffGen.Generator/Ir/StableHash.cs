using System.Globalization;

namespace DiffGen.Generator.Ir;

/// <summary>FNV-1a: the same on every machine and in every run, unlike <c>GetHashCode</c>.</summary>
internal static class StableHash
{
    public static string Of(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
