using System.Globalization;
using System.Text;

namespace DiffGen.GeneratorBenchmarks;

/// <summary>Marked methods of a wanted length: scalars, branches, calls of a helper, loops over buffers, one of them nested.</summary>
internal static class Sources
{
    /// <summary>A type of its own with one method, and the helper that it calls.</summary>
    /// <param name="number">The number of the type.</param>
    /// <param name="lines">About how many lines the method's body has.</param>
    /// <param name="constant">A constant in its middle: another one is an edit.</param>
    public static string File(int number, int lines, double constant)
    {
        var text = new StringBuilder();
        text.Append("using System;\nusing DiffGen;\n\npublic static partial class Model").Append(number).Append("\n{\n    [Differentiable]\n    public static double Loss(ReadOnlySpan<double> x, double a, double b)\n    {\n        double s = a * b;\n");
        int written = 1;
        for (int block = 0; written < lines; block++)
        {
            string c = (constant + (0.01 * block)).ToString("R", CultureInfo.InvariantCulture);
            string code = (block % 5) switch
            {
                0 => $"        double t{block} = Math.Sin(s * {c}) + a * b;\n        double u{block} = t{block} * t{block} - b / (1 + a * a);\n        s = 0.5 * s + 0.1 * u{block};\n",
                1 => $"        for (int i = 0; i < x.Length; i++)\n        {{\n            double d = x[i] - {c} * a;\n            s += 0.01 * d * d;\n        }}\n",
                2 => $"        if (s > {c})\n        {{\n            s = Math.Log(1 + s * s);\n        }}\n        else\n        {{\n            s = s * Math.Exp(-b * b);\n        }}\n",
                3 => $"        s += Step(s, a * {c}) - Step(b, {c});\n        double v{block} = Math.Tanh(s);\n        s -= 0.2 * v{block} * v{block};\n",
                _ => $"        for (int i = 1; i < x.Length; i++)\n        {{\n            double level = x[i - 1];\n            for (int j = 0; j < 3; j++)\n            {{\n                level = level * {c} + Math.Cos(a * j) * x[i];\n            }}\n            s += 0.01 * level;\n        }}\n",
            };
            text.Append(code);
            foreach (char letter in code)
            {
                written += letter == '\n' ? 1 : 0;
            }
        }

        return text.Append("        return s;\n    }\n\n    private static double Step(double x, double y)\n    {\n        double product = x * y;\n        return product / (1 + product * product);\n    }\n}\n").ToString();
    }
}
